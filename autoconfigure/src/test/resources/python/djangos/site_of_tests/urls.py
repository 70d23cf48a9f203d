from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


def hello(request):
    return HttpResponse("Hello, %s" % request.GET.get("name", "Django"))


def stream(request):
    return StreamingHttpResponse("%d\n" % number for number in range(1000))


@csrf_exempt
def upload(request):
    file = request.FILES["file"]
    return HttpResponse("%s %d" % (file.name, file.size))


urlpatterns = [
    path("", hello),
    path("stream", stream),
    path("upload", upload),
    path("admin/", admin.site.urls),
]
