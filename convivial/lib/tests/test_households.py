from convivial.lib.households import household


def test_a_household_of_ipv6_is_one_address() -> None:
    assert household("2001:db8:1:2::1") == household("2001:db8:1:2:ffff::9")
    assert household("2001:db8:1:2::1") != household("2001:db8:1:3::1")
    assert household("::ffff:10.0.0.1") == "10.0.0.1"
    assert household("nowhere") == "nowhere"
