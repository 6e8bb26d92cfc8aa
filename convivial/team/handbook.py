"""The page of the handbook that says who may what, made from the table of acts."""

from . import acts, roles

TITLE = """# Who may what

Made from the table of acts by `python -m convivial roles`; a test says that it is current. Whatever is not here,
nobody may. A person can have several roles. Somebody outside of a workspace cannot even see that it exists.
"""


def page() -> str:
    return "\n".join([TITLE, _in_words(), _in_workspace(), _elsewhere()])


def _in_words() -> str:
    lines = [f"- **{title}**: {sentence}" for title, sentence in roles.IN_WORDS.values()]
    return "## The roles\n\n" + "\n".join(lines) + "\n"


def _in_workspace() -> str:
    titles = [str(role.title) for role in roles.every()]
    head = f"| | {' | '.join(titles)} |\n|---|{'---|' * len(titles)}"
    rows = [
        f"| `{act}` | {' | '.join('yes' if role in allowed else '' for role in acts.ROLES)} |"
        for act, allowed in acts.ACTS.items()
        if allowed & set(acts.ROLES)
    ]
    return "## In a workspace\n\n" + "\n".join([head, *rows]) + "\n"


def _elsewhere() -> str:
    words = {acts.INSTALLER: "installers", acts.PERSON: "everybody with an account, about their own"}
    rows = [
        f"| `{act}` | {', '.join(words[role] for role in sorted(allowed))} |"
        for act, allowed in acts.ACTS.items()
        if not allowed & set(acts.ROLES)
    ]
    return "## At the desk and in one's account\n\n| | |\n|---|---|\n" + "\n".join(rows) + "\n"
