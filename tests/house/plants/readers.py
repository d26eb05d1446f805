"""Planted text boxes of which nobody knows who reads them."""

from tests.house.plants.registry import Specimen, asked, plant

BOX = '<form><textarea name="reason" id="id_reason" {}></textarea>{}</form>'
LINE = '<p class="readers" id="id_reason_readers">{}</p>'
DESCRIBED = 'aria-describedby="id_reason_help id_reason_readers"'
RIGHT = BOX.format(DESCRIBED, LINE.format("Läses av upphandlare."))
SAYS = "nothing says who reads 'reason'"


@plant("text_boxes_name_their_readers")
def a_box_without_a_line():
    wrong = BOX.format("", "")
    return Specimen(wrong=asked("case", wrong), right=asked("case", RIGHT), says=SAYS)


@plant("text_boxes_name_their_readers")
def a_line_that_belongs_to_no_box():
    wrong = BOX.format("", LINE.format("Läses av upphandlare."))
    return Specimen(wrong=asked("case", wrong), right=asked("case", RIGHT), says=SAYS)


@plant("text_boxes_name_their_readers")
def a_line_that_says_nothing():
    wrong = BOX.format(DESCRIBED, LINE.format(" "))
    read_only = BOX.format("readonly", "")
    return Specimen(wrong=asked("case", wrong), right=asked("case", read_only), says=SAYS)
