"""The strategy as a document that one would hand to a board: described once
(``ui.paper``), drawn as page, PDF and slides.

drawing_up.draw_up(standing)              # all chapters; of the version in force with the board's page in front
drawing_up.draw_up_for_board(standing)    # the board's page alone
"""
