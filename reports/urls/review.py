"""Addresses of the coordination office's review."""

from django.urls import path

from reports.views.review import decisions, queue

urlpatterns = [
    path("", queue.review_queue, name="review_queue"),
    path("duyet-nhieu/", queue.approve_many, name="review_approve_many"),
    # Before the districts, whose codes would take these words for their own.
    path("<quarter:quarter>/khoa-ky/", queue.close, name="quarter_close"),
    path("<quarter:quarter>/mo-khoa/", queue.unlock, name="quarter_unlock"),
    path("<quarter:quarter>/<slug:district>/", decisions.review, name="review"),
    path(
        "<quarter:quarter>/<slug:district>/duyet/",
        decisions.approve,
        name="review_approve",
    ),
    path(
        "<quarter:quarter>/<slug:district>/tra-lai/",
        decisions.send_back,
        name="review_return",
    ),
    path(
        "<quarter:quarter>/<slug:district>/tra-o/",
        decisions.send_back_cells,
        name="review_return_cells",
    ),
    path(
        "<quarter:quarter>/<slug:district>/mo-lai/",
        decisions.reopen,
        name="review_reopen",
    ),
]
