"""Addresses of the coordination office's review."""

from django.urls import path

from reports.views import review, review_queue

urlpatterns = [
    path("", review_queue.review_queue, name="review_queue"),
    path("duyet-nhieu/", review_queue.approve_many, name="review_approve_many"),
    # Before the districts, whose codes would take these words for their own.
    path("<quarter:quarter>/khoa-ky/", review_queue.close, name="quarter_close"),
    path("<quarter:quarter>/mo-khoa/", review_queue.unlock, name="quarter_unlock"),
    path("<quarter:quarter>/<slug:district>/", review.review, name="review"),
    path(
        "<quarter:quarter>/<slug:district>/duyet/",
        review.approve,
        name="review_approve",
    ),
    path(
        "<quarter:quarter>/<slug:district>/tra-lai/",
        review.send_back,
        name="review_return",
    ),
    path(
        "<quarter:quarter>/<slug:district>/tra-o/",
        review.send_back_cells,
        name="review_return_cells",
    ),
    path(
        "<quarter:quarter>/<slug:district>/mo-lai/", review.reopen, name="review_reopen"
    ),
]
