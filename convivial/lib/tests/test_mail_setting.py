import pytest

from convivial.lib import env


def test_without_a_mail_server_no_mail_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONVIVIAL_MAIL", raising=False)
    assert env.mail()["EMAIL_HOST"] == ""
    assert "dummy" in str(env.mail()["EMAIL_BACKEND"])


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp://ana:word@mail.example", 587, True, False),
        ("smtps://mail.example", 465, False, True),
        ("smtp://mail.example:25?tls=no", 25, False, False),
    ],
)
def test_a_mail_server_is_one_address(
    monkeypatch: pytest.MonkeyPatch, address: str, port: int, tls: bool, ssl: bool
) -> None:
    monkeypatch.setenv("CONVIVIAL_MAIL", address)
    monkeypatch.setenv("CONVIVIAL_MAIL_FROM", "Harbour Coffee <desk@harbour.example>")
    read = env.mail()
    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize("sender", ["", "nobody", "desk@harbour.example\nBcc: all@harbour.example"])
def test_a_mail_server_needs_a_sender(monkeypatch: pytest.MonkeyPatch, sender: str) -> None:
    monkeypatch.setenv("CONVIVIAL_MAIL", "smtp://mail.example")
    monkeypatch.setenv("CONVIVIAL_MAIL_FROM", sender)
    with pytest.raises(env.BadSetting, match="CONVIVIAL_MAIL_FROM"):
        env.mail()
