from django.urls import path

from .views import decisions, document, draft, parts, small, start

app_name = "strategy"

urlpatterns = [
    path("strategy/", document.strategy, name="strategy"),
    path("strategy/start/", start.start, name="start"),
    path("strategy/print/", document.printed, name="print"),
    path("strategy/second/", draft.second, name="second"),
    path("strategy/versions/", document.versions, name="versions"),
    path("strategy/versions/<int:number>/", document.version, name="version"),
    path("strategy/versions/<int:number>/changes/", document.changes, name="changes"),
    path("strategy/draft/", draft.draft, name="draft"),
    path("strategy/draft/prepare/", draft.prepare, name="prepare"),
    path("strategy/draft/changes/", draft.changes, name="draft_changes"),
    path("strategy/draft/propose/", draft.propose, name="propose"),
    path("strategy/draft/adopt/", draft.adopt, name="adopt"),
    path("strategy/draft/withdraw/", draft.withdraw, name="withdraw"),
    path("strategy/draft/discard/", draft.discard, name="discard"),
    path("strategy/draft/chapters/<slug:chapter>/", draft.chapter, name="draft_chapter"),
    path("strategy/draft/<slug:noun>/add/", parts.add, name="add_part"),
    path("strategy/draft/<slug:noun>/choose/", parts.choose, name="choose_parts"),
    path("strategy/draft/<slug:noun>/confirm/", parts.confirm_all, name="confirm_parts"),
    path("strategy/draft/<slug:noun>/<slug:code>/change/", parts.change, name="change_part"),
    path("strategy/draft/<slug:noun>/<slug:code>/order/", parts.order, name="order_part"),
    path("strategy/draft/<slug:noun>/<slug:code>/leave-out/", parts.leave_out, name="leave_out_part"),
    path("strategy/draft/<slug:noun>/<slug:code>/put-back/", parts.put_back, name="put_back_part"),
    path("strategy/draft/<slug:noun>/<slug:code>/confirm/", parts.confirm, name="confirm_part"),
    path("strategy/small-changes/", small.small, name="small"),
    path("strategy/small-changes/<slug:code>/undo/", small.undo, name="undo"),
    path("strategy/parts/<slug:noun>/<slug:code>/adjust/", small.adjust, name="adjust"),
    path("strategy/parts/<slug:noun>/<slug:code>/report/", small.report, name="report"),
    path("strategy/decisions/", decisions.decisions, name="decisions"),
    path("strategy/decisions/write/", decisions.decide, name="decide"),
    path("strategy/decisions/<slug:code>/look-again/", decisions.look_again, name="look_again"),
    path("strategy/hypotheses/write/", decisions.suppose, name="suppose"),
    path("strategy/hypotheses/<slug:code>/judge/", decisions.judge, name="judge"),
    path("strategy/complete/", document.complete, name="complete"),
    path("strategy/<slug:chapter>/", document.chapter, name="chapter"),
]
