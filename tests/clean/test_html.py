"""Whole HTML documents: main text, title, tables, and what breaks the parsers underneath."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.model import Page, Text

BODY = [
    "六月上旬，永和县与对口支援的东部区县签订了新一轮劳务协作协议，双方商定全年转移就业三百人。",
    "协议写明，稳定就业满三个月的脱贫劳动力，每人每月可领取五百元补贴，车费由输入地承担。",
    "县人社局负责人说，今年已组织专车十二辆，送出务工人员三百六十人，多数进入电子和纺织企业。",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>永和县送岗到村_某某网</title>
<style>.a{{}}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/x">要闻</a></li></ul></div>
<div class="main"><h1>永和县送岗到村</h1><div class="info">2023-05-04 09:15 来源：永和融媒 作者：李明</div>
{content}</div>
<div class="rel"><h3>推荐阅读</h3><ul><li><a href="/1">某县举办招聘会</a></li>
<li><a href="/2">某市出台政策</a></li></ul></div>
<div class="foot">关于我们 | 联系我们<br>Copyright &copy; 2008 All Rights Reserved</div></body></html>"""
TABLE = """<table><tr><th>县区</th><th>资金（万元）</th></tr>
<tr><td>永和</td><td> <p>4120</p> </td></tr><tr><td>隰县</td><td></td></tr></table>"""


def cleaned(raw: str) -> Text:
    return clean(Page("page", "page", raw.encode(), "utf-8", raw))


def document(*blocks: str) -> str:
    return PAGE.format(content="\n".join(f"<p>　　{block}</p>" if block[0] != "<" else block for block in blocks))


def test_main_text_title_and_byline_stay_and_the_rest_goes() -> None:
    text = cleaned(document(*BODY))
    assert text.title == "永和县送岗到村"
    assert text.clean.split("\n") == ["永和县送岗到村", "2023-05-04 09:15 来源：永和融媒 作者：李明", *BODY]


def test_reasons_say_what_was_cut() -> None:
    text = cleaned(document(*BODY))
    reasons = {edit.reason for layer in text.layers for edit in layer.edits}
    assert {"markup", "not main text"} <= reasons


def test_table_becomes_lines_of_cells() -> None:
    lines = cleaned(document(*BODY, TABLE)).clean.split("\n")
    assert "县区\t资金（万元）" in lines
    assert "永和\t4120" in lines


def test_page_laid_out_with_a_table_keeps_its_paragraphs() -> None:
    inside = "<table><tr><td>" + "".join(f"<p>{block}</p>" for block in BODY) + "</td></tr></table>"
    lines = cleaned(document(inside)).clean.split("\n")
    assert [line for line in lines if line in BODY] == BODY


def test_line_ends_of_the_source_are_no_lines() -> None:
    text = cleaned(document("六月上旬，永和县\n    与对口支援的东部区县\n签订协议。", *BODY))
    assert "六月上旬，永和县与对口支援的东部区县签订协议。" in text.clean.split("\n")


def test_title_passes_through_the_repairs() -> None:
    raw = document(*BODY).replace("永和县送岗到村", "永和縣(xiàn)送崗到村")
    text = cleaned(raw)
    assert text.title == "永和县送岗到村"
    assert text.clean.startswith("永和县送岗到村\n")


def test_title_without_heading_loses_the_name_of_the_site() -> None:
    raw = document(*BODY).replace("<h1>永和县送岗到村</h1>", "")
    assert cleaned(raw).title == "永和县送岗到村"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_still_gives_the_text(depth: int) -> None:
    raw = document("<div>" * depth + f"<p>{BODY[0]}</p>" + "</div>" * depth, *BODY[1:])
    text = cleaned(raw)
    assert all(block in text.clean for block in BODY)


def test_page_of_short_lines_keeps_them() -> None:
    raw = "<html><body><div>甲县</div><div>乙县</div></body></html>"
    assert cleaned(raw).clean == "甲县\n乙县"
