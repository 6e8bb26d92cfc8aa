"""Do the figures of a network fit what it is there for?"""

from convivial.strategy.catalogue import kpis
from convivial.strategy.judging.fitting import FITS, fits
from convivial.strategy.models import NetworkChoice


def test_every_role_is_known_and_every_figure_stands_in_the_dictionary() -> None:
    assert FITS.keys() == set(NetworkChoice.Role.values)
    assert set().union(*FITS.values()) <= kpis.BY_KEY.keys()


def test_one_figure_that_speaks_of_the_role_is_enough() -> None:
    assert fits("leads", ["applause", "leads"]) is True
    assert fits("leads", ["applause"], ["orders"]) is True
    assert fits("leads", ["applause", "followers"], ["reach"]) is False


def test_without_figures_or_with_one_of_our_own_nobody_can_tell() -> None:
    assert fits("leads", []) is None
    assert fits("leads", ["applause", ""]) is None
    assert fits("", ["applause"]) is None
