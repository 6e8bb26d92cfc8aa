"""How what is in doubt is found out: nothing is sent again before the network was asked whether it is there."""
