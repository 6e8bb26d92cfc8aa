from django.test import RequestFactory

from convivial.ui.undoing import with_way_back


def test_a_message_carries_the_way_back_with_what_it_sends() -> None:
    request = RequestFactory().post("/", {"why": "new"})
    said = with_way_back(request, "Done & said.", "/back/", {"why": 'he said "so"'})
    assert said.startswith("Done &amp; said. <button")
    assert 'hx-post="/back/"' in said
    assert "&quot;undo&quot;: &quot;1&quot;" in said


def test_undoing_offers_no_way_back() -> None:
    request = RequestFactory().post("/", {"undo": "1"})
    assert with_way_back(request, "Done.", "/back/") == "Done."
