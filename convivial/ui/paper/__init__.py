"""Documents that leave the house: one description, from which a page, a PDF and slides are drawn, so that all three
say the same.

    paper = Document(title=…, sections=(Section("content", "Content", blocks=(Table(…),)),))
    {% include "ui/paper/document.html" with document=paper %}
    making.pdf(paper)       # bytes; raises making.NotMade
    making.slides(paper)
"""
