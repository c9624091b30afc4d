"""Posts as titles give them, before a name or after it."""

from __future__ import annotations

from kg.extract.wordlists import alternation

_SUBJECT = rf"(?:{alternation('school_subjects.txt')})(?=(?:高级|特级|骨干)?(?:教师|老师))"
_BEFORE = rf"{_SUBJECT}|驻村|常务|党支部|援[疆藏青黔川滇渝甘陕宁桂蒙]|[省市州县区旗]委|党委|党组"
TITLE = rf"(?:{_BEFORE})?(?:{alternation('posts.txt')})"
"""A post as titles give it: 驻村第一书记, 常务副市长, 语文老师."""
TITLES = rf"{TITLE}(?:[、兼]{TITLE})*"
