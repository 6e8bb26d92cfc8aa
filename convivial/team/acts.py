"""Who may do what: the one table, as data. Whatever is not in it, nobody may.

The handbook prints it (``docs/handbook/roles.md``), and a test walks every address with every role.
"""

OWNER, STRATEGIST, CREATOR, APPROVER = "owner", "strategist", "creator", "approver"
COMMUNITY_MANAGER, ANALYST, CONTRIBUTOR, VIEWER = "community_manager", "analyst", "contributor", "viewer"
INSTALLER = "installer"
PERSON = "person"  # everybody with an account, about their own account only

ROLES = (OWNER, STRATEGIST, CREATOR, APPROVER, COMMUNITY_MANAGER, ANALYST, CONTRIBUTOR, VIEWER)

EVERYBODY = frozenset(ROLES)  # every member of the workspace, whatever the role
WRITERS = frozenset({OWNER, STRATEGIST, CREATOR, COMMUNITY_MANAGER})

LENT = "post.approve"  # what a cover can lend for its time
LENT_TO = WRITERS  # to whom: whoever works on posts anyway
# What can wait for somebody who is away. Whoever may do none of it cannot cover for whoever may.
PASSED_ON = ("post.approve", "post.submit", "post.take", "publication.resume", "channel.connect", "house.hold")

ACTS: dict[str, frozenset[str]] = {
    # with an account
    "account.see": frozenset({PERSON}),
    "account.change": frozenset({PERSON}),
    # in a workspace
    "workspace.see": EVERYBODY,
    "workspace.change": frozenset({OWNER}),
    "workspace.leave": EVERYBODY,
    "journal.see": EVERYBODY,
    "member.see": EVERYBODY,
    "member.invite": frozenset({OWNER}),
    "member.change": frozenset({OWNER}),
    "member.remove": frozenset({OWNER}),
    "strategist.explain": frozenset({OWNER, STRATEGIST}),
    "cover.see": EVERYBODY,
    "cover.set": EVERYBODY,  # for oneself; for somebody else an owner (``covering.may_set``), as with the next three
    "cover.change": EVERYBODY,
    "cover.end": EVERYBODY,
    "cover.restore": EVERYBODY,
    "channel.see": EVERYBODY,
    "channel.connect": frozenset({OWNER}),
    "channel.grant": frozenset({OWNER}),
    "duty.set": frozenset({OWNER, STRATEGIST}),
    "channel.remove": frozenset({OWNER}),
    "strategy.see": EVERYBODY,
    "strategy.change": frozenset({STRATEGIST}),
    "strategy.confirm": frozenset({STRATEGIST}),
    "strategy.go_on": frozenset({STRATEGIST}),
    "strategy.hand_out": frozenset({STRATEGIST}),
    "funnel.ask": frozenset({STRATEGIST}),
    "funnel.withdraw": frozenset({STRATEGIST}),
    "funnel.settle": frozenset({STRATEGIST}),
    "tactic.report": EVERYBODY - {VIEWER},
    "finding.answer": frozenset({OWNER, STRATEGIST, CREATOR}),
    "finding.renew": frozenset({OWNER, STRATEGIST, CREATOR, ANALYST}),
    "figure.type": EVERYBODY - {VIEWER, CONTRIBUTOR},
    "decision.write": frozenset({STRATEGIST}),
    "monday.see": EVERYBODY,
    "monday.close": frozenset({STRATEGIST}),
    "review.see": EVERYBODY,
    "review.lead": frozenset({STRATEGIST}),
    "post.see": EVERYBODY,
    "post.write": WRITERS | {APPROVER, CONTRIBUTOR},
    "post.tie": WRITERS | {APPROVER, CONTRIBUTOR},
    "post.delete": WRITERS | {CONTRIBUTOR},
    "post.restore": WRITERS | {APPROVER, CONTRIBUTOR},
    "post.offer": frozenset({CONTRIBUTOR}),
    "post.take": WRITERS,
    "post.submit": WRITERS,
    "post.approve": frozenset({APPROVER}),
    "post.schedule": WRITERS,
    "post.hold": WRITERS | {APPROVER},
    "post.resume": WRITERS,
    "approval.see": EVERYBODY,
    "approval.rule": frozenset({OWNER, STRATEGIST}),
    "calendar.see": EVERYBODY,
    "slot.propose": frozenset({OWNER, STRATEGIST, COMMUNITY_MANAGER}),
    "slot.accept": frozenset({OWNER, STRATEGIST, COMMUNITY_MANAGER}),
    "slot.move": WRITERS,
    "slot.discard": WRITERS,
    "slot.restore": WRITERS,
    "slot.take": WRITERS | {APPROVER, CONTRIBUTOR},
    "slot.release": WRITERS | {APPROVER, CONTRIBUTOR},
    "publication.move": WRITERS,
    "publication.cancel": WRITERS | {APPROVER},
    "publication.bring_back": WRITERS | {APPROVER},
    "publication.hold": WRITERS | {APPROVER},
    "publication.resume": WRITERS,
    "publication.retry": WRITERS,
    "publication.settle": WRITERS,
    "publication.remove": frozenset({OWNER, CREATOR, COMMUNITY_MANAGER}),
    "house.hold": frozenset({OWNER, STRATEGIST, APPROVER, COMMUNITY_MANAGER}),
    "house.resume": frozenset({OWNER, STRATEGIST}),
    "notice.see": EVERYBODY,
    "notice.change": EVERYBODY,
    "mirror.see": EVERYBODY,
    "mirror.read": frozenset({OWNER, STRATEGIST}),
    "mirror.import": frozenset({OWNER, STRATEGIST}),
    "mirror.forget": frozenset({OWNER, STRATEGIST}),
    "result.see": EVERYBODY,
    "result.export": frozenset({OWNER, STRATEGIST, ANALYST, CREATOR, COMMUNITY_MANAGER, APPROVER}),
    # at the desk
    "desk.see": frozenset({INSTALLER}),
    "desk.change": frozenset({INSTALLER}),
}


def roles_that(act: str) -> frozenset[str]:
    return ACTS.get(act, frozenset())
