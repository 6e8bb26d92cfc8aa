"""The checks that know what went out: the mix, the rhythm, the effort, the stages (E1, E2 and E7 of the reference)."""
