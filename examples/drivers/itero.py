"""A driver for `bitewing drill`, with Python's standard library alone: it lists maps, and creates single scans."""

import base64
import json
import sys
import urllib.error
import urllib.request

NO_TYPE = {"", "na", "n/a", "/", "-"}


class NotDone(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def call(url, headers=None, body=None):
    """The status of an answer, and the JSON in it, or None."""
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    except OSError as error:
        raise NotDone("failed" if body is None else "uncertain", f"no answer: {error}")
    try:
        return status, json.loads(text)
    except ValueError:
        return status, None


def list_maps(job):
    status, body = call(job["baseUrl"] + "/api/v1/presets/available-procedure-maps")
    if status != 200 or not isinstance(body, dict) or not isinstance(body.get("procedureMaps"), list):
        raise NotDone("failed", f"no list of maps: {status}")
    return body["procedureMaps"]


def is_type(listed, wanted):
    if wanted is None:
        return listed is None or listed.strip().lower() in NO_TYPE
    return listed == wanted


def create(job, path, more):
    wanted, own = job["input"], job["credentials"]
    fits = [
        one
        for one in list_maps(job)
        if one["procedure"] == wanted["procedure"]
        and is_type(one["type"], wanted["type"])
        and one["sendTo"] == wanted["sendTo"]
    ]
    if not fits:
        raise NotDone("refused", "the server lists no such map")
    labs = {"restoLab": wanted["labs"]["resto"], "orthoLab": wanted["labs"]["ortho"]}
    body = {
        "companyId": own["companyId"],
        "scannerSerialNumber": own["scannerSerialNumber"],
        "procedureMapId": fits[0]["procedureMapId"],
        "labId": labs.get(wanted["sendTo"]),
        **more,
    }
    basic = base64.b64encode(f"{own['user']}:{own['password']}".encode("utf-8")).decode("ascii")
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/json"}
    status, answer = call(job["baseUrl"] + path, headers, body)
    if status in (400, 401):
        raise NotDone("refused", f"the server answered {status}")
    if status == 429:
        raise NotDone("unavailable", "the limit is reached")
    names = ("orderId", "orderCode", "patientGuid", "rxGuid")
    if status != 200 or not isinstance(answer, dict) or any(answer.get(name) is None for name in names):
        raise NotDone("uncertain", f"the server answered {status} without a scan")
    return {name: answer[name] for name in names}


def create_scan(job):
    wanted = job["input"]
    gender = 0 if wanted["patient"]["gender"] == "male" else 1
    more = {"patient": {**wanted["patient"], "gender": gender}}
    if "notes" in wanted:
        more["notes"] = wanted["notes"]
    return create(job, "/api/v1/order/create-new-order", more)


JOBS = {
    "list-maps": lambda job: {
        "maps": [{"procedureMapId": one["procedureMapId"], "sendTo": one["sendTo"]} for one in list_maps(job)]
    },
    "create-scan": create_scan,
    "create-scan-by-rx": lambda job: create(
        job, "/api/v1/order/create-new-order-by-rx", {"rxId": job["input"]["rxId"]}
    ),
}

job = json.loads(sys.stdin.readline())
try:
    if job["job"] not in JOBS:
        raise NotDone("failed", "this driver does not do it")
    answer = {"status": "done", "result": JOBS[job["job"]](job)}
except NotDone as error:
    answer = {"status": error.status, "reason": str(error)}
print(json.dumps(answer))
