from django import forms
from django.utils.translation import override


class Asking(forms.Form):
    name = forms.CharField(max_length=3)
    email = forms.EmailField()
    role = forms.ChoiceField(choices=[("one", "one")])


def test_a_field_speaks_as_a_friend_would() -> None:
    empty = Asking({}).errors
    assert empty["name"] == ["Please fill this in."]
    assert empty["role"] == ["Please choose one."]
    wrong = Asking({"name": "Friederike", "email": "nonsense", "role": "two"}).errors
    assert wrong["name"] == ["That is too long: 3 characters at most, and these are 10."]
    assert wrong["email"] == ["This does not look like an e-mail address. Is a letter missing?"]
    assert wrong["role"] == ["Please choose one of these."]


def test_a_field_speaks_german() -> None:
    with override("de"):
        assert Asking({}).errors["name"] == ["Bitte fülle das aus."]
