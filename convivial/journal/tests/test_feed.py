"""The journal reads as sentences, and what it shows is text, never markup."""

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from convivial.journal import feed as journal_feed
from convivial.journal import words
from convivial.journal.feed import feed
from convivial.journal.recording import Entry, record, record_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def sayings(monkeypatch):
    monkeypatch.setattr(words, "_sayings", {})
    monkeypatch.setattr(words, "_resolvers", {})


def test_a_line_reads_as_a_sentence(cast, sayings):
    words.say("post.approve", _("%(who)s approved %(thing)s"), icon="check")
    words.name_things(
        "post", lambda codes: {code: ("The ferry at six", f"/w/harbour/posts/{code}/") for code in codes}
    )
    record("post.approve", workspace=cast.harbour.pk, by=cast.cleo.pk, thing="post", code="abc")
    line = feed(cast.harbour).lines[0]
    assert line.sentence == '<b>Cleo</b> approved <a href="/w/harbour/posts/abc/">The ferry at six</a>'
    assert line.icon == "check"


def test_names_titles_and_parameters_are_escaped(cast, sayings):
    cast.ana.name = "<script>%(x)s</script>"
    cast.ana.save()
    words.say("post.write", _("%(who)s wrote %(thing)s for %(channel)s, 100 %%"))
    words.name_things("post", lambda codes: dict.fromkeys(codes, ('"><img onerror=x>', None)))
    record("post.write", workspace=cast.harbour.pk, by=cast.ana.pk, thing="post", code="abc", channel="{{7*7}}<b>")
    told = feed(cast.harbour).lines[0].sentence
    assert told == (
        "<b>&lt;script&gt;%(x)s&lt;/script&gt;</b> wrote &quot;&gt;&lt;img onerror=x&gt; for {{7*7}}&lt;b&gt;, 100 %"
    )


def test_parameters_are_spelled_in_the_readers_language(cast, sayings):
    words.say("member.change", "%(who)s: %(roles)s", spell=lambda params: {"roles": ", ".join(params["roles"])})
    record("member.change", workspace=cast.harbour.pk, by=cast.ana.pk, roles=["owner", "creator"])
    with override("de"):
        assert feed(cast.harbour).lines[0].sentence == "<b>Ana</b>: owner, creator"


def test_what_is_gone_or_unsaid_still_reads(cast, sayings):
    record("post.invented", workspace=cast.harbour.pk, by=99999, thing="post", code="gone")
    record("publication.publish", workspace=cast.harbour.pk)
    machine, left = feed(cast.harbour).lines
    assert left.sentence == "<b>Somebody who has left</b> did something with something that is gone"
    assert machine.who == ""
    assert machine.sentence.startswith("<b>Convivial</b>")


def test_the_feed_is_read_page_by_page_without_missing_or_repeating(harbour):
    record_all([Entry("post.write", harbour.pk, thing="post", code="abc") for _ in range(25)])
    seen, before = [], None
    while True:
        page = feed(harbour, before=before, size=10)
        seen += [line.seq for line in page.lines]
        before = page.before
        if before is None:
            break
    assert seen == list(range(25, 0, -1))


def test_the_feed_of_a_thing_tells_of_it_and_what_belongs_to_it_in_this_workspace_only(cast, monkeypatch):
    record("post.write", workspace=cast.harbour.pk, thing="post", code="abc")
    record("publication.publish", workspace=cast.harbour.pk, thing="publication", code="def")
    record("post.write", workspace=cast.harbour.pk, thing="post", code="other")
    record("post.write", workspace=cast.museum.pk, thing="post", code="abc")
    assert [line.act for line in feed(cast.harbour, "post", "abc").lines] == ["post.write"]
    monkeypatch.setattr(journal_feed, "_companions", {"post": lambda workspace, code: [("publication", "def")]})
    with_publications = feed(cast.harbour, "post", "abc")
    assert [line.act for line in with_publications.lines] == ["publication.publish", "post.write"]
    assert with_publications.live_on == "post:abc publication:def"


def test_a_page_of_the_feed_costs_the_same_whatever_its_length(cast, sayings, django_assert_max_num_queries):
    people = [cast.ana, cast.ben, cast.cleo]
    record_all([Entry("post.write", cast.harbour.pk, by.pk, "post", f"c{n}") for n, by in enumerate(people * 12)])
    with django_assert_max_num_queries(2):
        assert len(feed(cast.harbour).lines) == 36
