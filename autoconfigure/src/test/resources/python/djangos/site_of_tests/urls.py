from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt


def hello(request):
    return HttpResponse("Hello, %s" % request.GET.get("name", "Django"))


def stream(request):
    return StreamingHttpResponse("%d\n" % number for number in range(1000))


def item(request, item):
    return HttpResponse("Item %d" % item)


def year(request, year):
    return HttpResponse(year)


@csrf_exempt
def upload(request):
    file = request.FILES["file"]
    return HttpResponse("%s %d" % (file.name, file.size))


urlpatterns = [
    path("", hello),
    path("stream", stream),
    path("upload", upload),
    path("items/<int:item>", item),
    path("old/", include([re_path(r"^(?P<year>[0-9]{4})/$", year)])),
    path("admin/", admin.site.urls),
]
