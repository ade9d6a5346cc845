"""How a person can be reached: an e-mail address or a telephone number has no place among figures."""

from __future__ import annotations

import re

from etl.people import ascii_digits

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w@])")
B = r"[ \u00a0\u202f\u2009.\-]"
# The country's own number and eight digits, however they are grouped; 912 34 567 and 22 33 44 55, which is how nobody groups thousands;
# eight digits after a word that says what they are. Each is looked for only where its first signs are: a million numbers pass in a second.
ABROAD = re.compile(rf"(?<![\w.,+])(?:(?:\+|00) ?47|\(\+? ?47\)){B}?[2-9](?:{B}?[0-9]){{7}}(?![0-9])")
APART = r"(?<![\w.,])(?<![0-9][ \u00a0\u202f\u2009.])"
AFTER = rf"(?!{B}?[0-9]|[.,][0-9]|[\w%])"
IN_GROUPS = re.compile(
    rf"{APART}[2-9][0-9]{{2}}(?P<gap>{B})[0-9]{{2}}(?P=gap)[0-9]{{3}}{AFTER}"
    rf"|{APART}[2-9][0-9](?P<even>[ \u00a0\u202f\u2009])(?:[0-9]{{2}}(?P=even)){{2}}[0-9]{{2}}{AFTER}"
)
WORDS = ("tlf", "tel", "mob", "ring", "sms")
AFTER_A_WORD = re.compile(
    r"(?<![^\W\d_])(?:tlf|tel|telefon|mobil|mob|ring|sms)[^\W\d_]{0,8}[ .:;,=]{0,4}[2-9](?:[ \u00a0]?[0-9]){7}(?![0-9])", re.IGNORECASE
)
GAPS = re.compile(rf"[0-9]{B}[0-9]{{2}}{B}[0-9]{{2}}")
# Eight digits in a text, as mobile numbers begin; 4 and 9 also begin amounts, which say what they count.
IN_TEXT = re.compile(r"(?<![\w.,+\-/:])[49][0-9]{7}(?![\w.,%]*[0-9]|\s*(?:kr|nok|mill|%|stk|per|innb|20[0-9]{2}))(?![\w])", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{3,}")


PUBLISHERS = re.compile(r"@(?:[\w-]+\.)*(?:ssb|fhi|helsedir|helsedirektoratet|udir)\.no\b", re.IGNORECASE)  # they sign what they give out


def has_email(text: str) -> bool:
    """An address of anybody but the publishers of official statistics."""
    return "@" in text and any(not is_signed(hit[0]) for hit in EMAIL.finditer(text))


def is_signed(text: str) -> bool:
    """True where a publisher says whom to ask; the telephone number beside the address is then that office's."""
    return "@" in text and PUBLISHERS.search(text) is not None


def has_phone(text: str) -> bool:
    """`text` may be many cells with a line break between each; a bare row of digits counts only beside words."""
    plain = text if text.isascii() else ascii_digits(text)
    if ("47" in plain and ABROAD.search(plain)) or (GAPS.search(plain) and IN_GROUPS.search(plain)):
        return True
    small = plain.casefold()
    if any(word in small for word in WORDS) and AFTER_A_WORD.search(plain):
        return True
    return any(IN_TEXT.search(line) and WORD.search(line) for line in plain.splitlines()) if IN_TEXT.search(plain) else False


def reach(text: str) -> str | None:
    """The code of what was found, or None."""
    if has_email(text):
        return "email"
    return "phone" if has_phone(text) else None
