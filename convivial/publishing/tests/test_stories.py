"""Three stories about the wall between content and publishing."""

from datetime import datetime, timedelta

from convivial.content import approving, writing
from convivial.publishing import scheduling
from convivial.publishing.models import Publication

from .conftest import Stage

State = Publication.State
BERLIN = "Europe/Berlin"
TUESDAY_NINE = datetime(2026, 11, 24, 9, 0)
EIGHT_UTC = "2026-11-24T08:00:00+00:00"


def test_one_post_goes_to_five_channels_with_different_words(stage: Stage) -> None:
    channels = [stage.channel(number) for number in range(1, 6)]
    post = stage.post(*channels, text="The ferry leaves at six.")
    own = {2: "Six o'clock, the ferry!", 5: "Am Hafen: Um sechs fährt die Fähre."}
    for variant in post.variants.select_related("channel"):
        if (words := own.get(int(variant.channel.remote_id))) is not None:
            writing.write_variant(variant, stage.cast.ben, words, variant.revision)
    scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    stage.clock.move_to(datetime.fromisoformat(EIGHT_UTC))
    stage.round()
    said = {account: outgoing.text for account, outgoing in stage.network.made}
    assert said == {str(n): own.get(n, "The ferry leaves at six.") for n in range(1, 6)}
    assert set(Publication.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_an_edit_after_approval_waits_for_its_own_yes(stage: Stage) -> None:
    approving.set_rule(stage.cast.harbour, stage.cast.ana, is_required=True)
    post = stage.post(stage.channel())
    publication = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    approving.ask(post, stage.cast.ben)
    approving.approve(post, stage.cast.cleo)
    post.refresh_from_db()
    writing.write(post, stage.cast.ben, "The ferry leaves at seven.", post.revision)
    stage.clock.move_to(datetime.fromisoformat(EIGHT_UTC))
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "not_approved")
    assert stage.network.made == []
    approving.ask(post, stage.cast.ben)
    approving.approve(post, stage.cast.cleo)
    scheduling.resume(publication, stage.cast.ben)
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at seven."]


def test_words_that_go_back_to_what_was_approved_need_no_second_yes(stage: Stage) -> None:
    approving.set_rule(stage.cast.harbour, stage.cast.ana, is_required=True)
    post = stage.post(stage.channel())
    scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)
    approving.ask(post, stage.cast.ben)
    approving.approve(post, stage.cast.cleo)
    for words in ("The ferry leaves at seven.", "The ferry leaves at six."):
        post.refresh_from_db()
        writing.write(post, stage.cast.ben, words, post.revision)
    stage.clock.move_to(datetime.fromisoformat(EIGHT_UTC))
    stage.round()
    assert stage.network.texts() == ["The ferry leaves at six."]


def test_the_same_post_goes_out_again_a_year_later(stage: Stage) -> None:
    channel = stage.channel()
    post = stage.post(channel)
    first = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    again = scheduling.schedule(post, stage.cast.ben, datetime(2027, 11, 24, 9, 0), BERLIN)[0]
    assert first.key != again.key
    stage.clock.move_to(first.due_at)
    stage.round()
    assert len(stage.network.made) == 1
    stage.clock.move_to(again.due_at)
    stage.round()
    again.refresh_from_db()
    assert [what.made_at for _, what in stage.network.made] == [first.due_at, again.due_at]
    assert (again.state, again.remote_id) == (State.PUBLISHED, "r2")


def test_a_lost_answer_a_year_later_is_not_mistaken_for_last_year_s_post(stage: Stage) -> None:
    post = stage.post(stage.channel())
    first = scheduling.schedule(post, stage.cast.ben, TUESDAY_NINE, BERLIN)[0]
    stage.clock.move_to(first.due_at)
    stage.round()
    again = scheduling.schedule(post, stage.cast.ben, datetime(2027, 11, 24, 9, 0), BERLIN)[0]
    stage.clock.move_to(again.due_at)
    stage.network.next.append("lose")
    stage.round()
    stage.wait(timedelta(minutes=1))
    stage.look()
    again.refresh_from_db()
    assert (again.state, again.remote_id) == (State.PUBLISHED, "r2")
    assert len(stage.network.made) == 2
