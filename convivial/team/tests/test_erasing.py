"""Who was erased stays erased, also when an older copy of the database comes back."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command

from convivial.journal import sealing
from convivial.journal.models import Line, PersonKey
from convivial.journal.verifying import verify
from convivial.team import erasing
from convivial.team.inviting import invite
from convivial.team.models import Erasure, Installer, Invitation, MemberRole, Membership, User
from convivial.work.opening import before_work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def older(cast, folder):
    """Puts back what the database held before somebody was erased, as a restored copy does."""
    models = (User, Membership, MemberRole, Installer)
    kept = serializers.serialize("json", [row for model in models for row in model.objects.all()])
    keys = list(PersonKey.objects.values_list("about", "sealed"))

    def put_back():
        Erasure.objects.all().delete()
        for row in serializers.deserialize("json", kept):
            row.save()
        for about, sealed in keys:
            PersonKey.objects.update_or_create(about=about, defaults={"sealed": sealed})

    return put_back


def erase(person, callbacks):
    with callbacks(execute=True):
        erasing.erase(person)


def test_the_list_names_nobody(cast, folder, django_capture_on_commit_callbacks):
    code = cast.ben.code
    erase(cast.ben, django_capture_on_commit_callbacks)
    text = (folder / "erased").read_text()
    assert code in text
    assert "en@" not in text
    assert "harbour" not in text
    assert (folder / "erased").stat().st_mode & 0o777 == 0o600


def test_who_comes_back_with_a_copy_is_erased_at_the_next_start(
    cast, folder, older, django_capture_on_commit_callbacks
):
    erase(cast.ben, django_capture_on_commit_callbacks)
    older()
    assert User.objects.filter(email="ben@harbour.example").exists()
    for each in before_work:
        each()
    assert not User.objects.filter(email="ben@harbour.example").exists()
    assert not Membership.objects.filter(user__name="Ben").exists()
    assert Line.objects.filter(act="account.erase").count() == 2
    assert verify(0).broken_at is None
    assert User.objects.filter(email="ana@harbour.example").exists()


def test_a_start_without_a_restore_erases_nobody(cast, folder, django_capture_on_commit_callbacks):
    erase(cast.ben, django_capture_on_commit_callbacks)
    before = set(User.objects.values_list("pk", flat=True))
    assert erasing.erase_again() == []
    assert set(User.objects.values_list("pk", flat=True)) == before
    assert Line.objects.filter(act="account.erase").count() == 1


def test_the_keys_of_what_the_journal_says_go_again(cast, folder, django_capture_on_commit_callbacks):
    invite(cast.museum, cast.omar, "ben@harbour.example", ["viewer"], "Ben of the harbour")
    invitation, key = Invitation.objects.get(), PersonKey.objects.get()
    sealed, about = key.sealed, key.about
    erase(cast.ben, django_capture_on_commit_callbacks)
    assert not PersonKey.objects.filter(about=about).exists()
    Erasure.objects.all().delete()
    invitation.pk = None
    invitation.save()
    PersonKey.objects.create(about=about, sealed=sealed)
    erasing.erase_again()
    assert not PersonKey.objects.filter(about=about).exists()
    assert not Invitation.objects.exists()


def test_an_erased_owner_who_came_back_goes_although_nobody_else_owns(cast, folder, older):
    entry = {"code": cast.ana.code, "about": "address:x", "at": "2026-11-21T08:00:00+00:00"}
    assert erasing.erase_again([entry]) == [cast.ana.code]
    assert not User.objects.filter(email="ana@harbour.example").exists()
    assert Line.objects.filter(workspace_id=cast.harbour.pk, act="workspace.leave").count() == 1


def test_the_one_who_keeps_the_house_alone_stays_until_there_is_another(cast, folder, caplog):
    entry = {"code": cast.ivo.code, "about": "address:x", "at": "2026-11-21T08:00:00+00:00"}
    assert erasing.erase_again([entry]) == []
    assert "make another installer" in caplog.text
    Installer.objects.create(user=cast.zoe)
    assert erasing.erase_again([entry]) == [cast.ivo.code]


def test_what_a_crash_left_out_is_written_down_within_the_hour(cast, folder):
    erasing.erase(cast.ben)  # and the process ends before the file is written
    assert not (folder / "erased").exists()
    assert erasing.write_down() == 1
    assert erasing.write_down() == 0


def test_a_line_that_was_cut_off_harms_nothing(cast, folder, older, django_capture_on_commit_callbacks):
    erase(cast.ben, django_capture_on_commit_callbacks)
    file = folder / "erased"
    file.write_text(file.read_text() + '{"code": "abc\n\n[]\n{"code": 1}\n')
    older()
    assert len(erasing.erase_again()) == 1


def test_a_list_kept_elsewhere_erases_who_came_back_with_a_whole_folder(
    cast, folder, older, tmp_path_factory, django_capture_on_commit_callbacks
):
    kept = tmp_path_factory.mktemp("elsewhere") / "erased.txt"
    erase(cast.ben, django_capture_on_commit_callbacks)
    call_command("erased", keep=kept)
    assert [json.loads(line)["code"] for line in kept.read_text().splitlines()] == [Erasure.objects.get().code]
    older()
    (folder / "erased").unlink()
    assert erasing.erase_again() == []
    call_command("erased", again=kept)
    assert not User.objects.filter(email="ben@harbour.example").exists()
    call_command("erased", again=kept)
    assert Line.objects.filter(act="account.erase").count() == 2


def test_a_rolled_back_erasure_writes_nothing_down(cast, folder):
    from convivial.team.errors import LastOwner

    with pytest.raises(LastOwner):
        erasing.erase(cast.ana)
    assert not Erasure.objects.exists()
    assert erasing.write_down() == 0
    assert sealing.seal_word(f"user:{cast.ana.code}", "still hers")
