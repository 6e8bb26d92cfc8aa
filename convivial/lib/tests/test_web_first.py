"""The door's first promises; the hostile addresses have their own table in ``tests/hostile``."""

import pytest

from convivial.lib import web


def test_private_addresses_are_refused_before_anything_is_sent() -> None:
    with pytest.raises(web.NotAllowedAddress) as refused:
        web.run(web.get("http://10.0.0.1/"))
    assert (refused.value.reason, refused.value.was_sent) == ("private", False)


@pytest.mark.django_db(transaction=True)
def test_a_call_inside_a_transaction_is_a_mistake() -> None:
    from django.db import transaction

    with transaction.atomic(), pytest.raises(web.InTransaction):
        web.run(web.get("http://10.0.0.1/"))
