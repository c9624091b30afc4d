from chromium_fixtures import Tab


def test_a_tab_records_what_comes_up_in_it(tab: Tab) -> None:
    tab.page.set_content(
        "<title>帮扶</title><img src='http://127.0.0.1:1/none.png'>"
        "<script>console.error('told'); throw Error('thrown')</script>"
    )
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.title() == "帮扶"
    assert tab.requests == ["http://127.0.0.1:1/none.png"]
    assert {"told", "thrown"} < set(tab.errors)
