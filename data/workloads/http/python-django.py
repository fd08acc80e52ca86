import threading
import time
from hashlib import sha256

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.gzip import gzip_page
from django.views.static import serve

from shared import DATA, FORTUNES, PRODUCTS, compute, row

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for measuring",
    ALLOWED_HOSTS=["127.0.0.1"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [f"{DATA}/templates"],
        }
    ],
)


# region plaintext
def plaintext(request):
    return HttpResponse("Hello, World!", content_type="text/plain")


# endregion


# region json
def json(request):
    return JsonResponse({"message": "Hello, World!"})


# endregion


# region gzip
@gzip_page
def json_large(request):
    return JsonResponse(PRODUCTS, safe=False)


# endregion


# region db
def db(request):
    return JsonResponse(row(int(request.GET["id"])))


# endregion


# region template
def template(request):
    rows = sorted(FORTUNES, key=lambda fortune: fortune[1])
    return render(request, "fortunes.html", {"rows": rows})


# endregion


# region compute
def run_compute(request):
    return JsonResponse({"inside": compute(int(request.GET["n"]))})


# endregion


# region wait
def wait(request):
    time.sleep(int(request.GET["ms"]) / 1000)
    return HttpResponse("done", content_type="text/plain")


# endregion


# region upload
def upload(request):
    digest, size = sha256(), 0
    while chunk := request.read(65536):
        digest.update(chunk)
        size += len(chunk)
    return JsonResponse({"bytes": size, "sha256": digest.hexdigest()})


# endregion


# region fail
def fail(request):
    raise RuntimeError("deliberate")


# endregion


# region fail-late
def fail_late(request):
    threading.Timer(0.005, fail, [request]).start()
    return HttpResponse("done", content_type="text/plain")


# endregion

urlpatterns = [
    path("plaintext", plaintext),
    path("json", json),
    path("json-large", json_large),
    path("db", db),
    path("template", template),
    # region static
    path("static/<path:path>", serve, {"document_root": f"{DATA}/static"}),
    # endregion
    path("compute", run_compute),
    path("wait", wait),
    path("upload", upload),
    path("fail", fail),
    path("fail-late", fail_late),
]
app = get_wsgi_application()
