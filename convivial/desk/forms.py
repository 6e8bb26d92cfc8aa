from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    address = forms.URLField(
        label=_("Address"),
        max_length=200,
        assume_scheme="https",
        help_text=_("As people type it, for example https://convivial.example.org"),
    )

    def clean_address(self) -> str:
        parts = urlsplit(self.cleaned_data["address"])
        if parts.scheme not in ("http", "https") or parts.username or parts.path.strip("/") or parts.query:
            raise forms.ValidationError(_("Only https:// (or http://), the host and, if need be, the port."))
        return f"{parts.scheme}://{parts.netloc.casefold()}"


class HostForm(forms.Form):
    host = forms.CharField(label=_("Host"), max_length=255, widget=forms.TextInput({"placeholder": "mastodon.local"}))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=443)
    why = forms.CharField(label=_("Why"), max_length=200)

    def clean_host(self) -> str:
        host = self.cleaned_data["host"].strip().casefold().strip("[]").rstrip(".")
        if not host or any(sign in host for sign in "/@ ?#\\*"):
            raise forms.ValidationError(_("One exact host name or address, without https:// and without a path."))
        try:
            return host if ":" in host else host.encode("idna").decode()
        except UnicodeError as error:
            raise forms.ValidationError(_("This is not the name of a host.")) from error
