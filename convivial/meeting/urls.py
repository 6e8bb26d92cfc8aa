from django.urls import path

from .views import monday, review

app_name = "meeting"

urlpatterns = [
    path("monday/", monday.monday, name="monday"),
    path("monday/earlier/", monday.earlier, name="earlier_mondays"),
    path("monday/decide/", monday.decide, name="decide_on_monday"),
    path("monday/close/", monday.close, name="close_monday"),
    path("monday/<slug:code>/", monday.past, name="past_monday"),
    path("review/", review.review, name="review"),
    path("review/begin/", review.begin, name="begin_review"),
    path("review/<slug:code>/", review.one, name="one_review"),
    path("review/<slug:code>/protocol/", review.minutes, name="protocol"),
    path("review/<slug:code>/write/", review.write, name="write_review"),
    path("review/<slug:code>/judge/", review.judge, name="judge_objective"),
    path("review/<slug:code>/tell/", review.tell_truth, name="tell_belief"),
    path("review/<slug:code>/decide/", review.decide, name="decide_in_review"),
    path("review/<slug:code>/open-next/", review.open_next, name="open_next"),
    path("review/<slug:code>/close/", review.close, name="close_review"),
    path("review/<slug:code>/<slug:part>/", review.part, name="review_part"),
]
