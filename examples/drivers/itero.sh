#!/bin/sh
# A driver for `bitewing drill`, with curl and jq: it lists maps, and creates a scan for a new patient.
read -r job
get() { printf '%s' "$job" | jq -r "$1"; }
say() { jq -cn --arg status "$1" --arg reason "$2" '{ status: $status, reason: $reason }'; exit 0; }

base=$(get .baseUrl)
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

curl -sS --max-time 15 "$base/api/v1/presets/available-procedure-maps" > "$answer" || say failed 'no answer'
jq -e '.procedureMaps | arrays' "$answer" > /dev/null 2>&1 || say failed 'no list of maps'

case $(get .job) in
list-maps)
  jq -c '{ status: "done", result: { maps: [.procedureMaps[] | { procedureMapId, sendTo }] } }' "$answer"
  ;;
create-scan)
  body=$(jq -c --argjson job "$job" '
    $job.input as $in
    | first(.procedureMaps[]
        | select(.procedure == $in.procedure and .sendTo == $in.sendTo)
        | select(if $in.type == null then [.type // "" | ascii_downcase] | inside(["", "na", "n/a", "/", "-"]) else .type == $in.type end))
    | { companyId: $job.credentials.companyId,
        scannerSerialNumber: $job.credentials.scannerSerialNumber,
        procedureMapId,
        patient: ($in.patient + { gender: (if $in.patient.gender == "male" then 0 else 1 end) }),
        notes: $in.notes,
        labId: (if .sendTo == "restoLab" then $in.labs.resto elif .sendTo == "orthoLab" then $in.labs.ortho else null end) }
    | if .notes == null then del(.notes) else . end' "$answer")
  [ -n "$body" ] || say refused 'the server lists no such map'
  # What stands in arguments can be read by others on this machine: the password does not.
  status=$(printf 'user = "%s:%s"\n' "$(get .credentials.user)" "$(get .credentials.password)" |
    curl -sS --max-time 15 -K - -o "$answer" -w '%{http_code}' -H 'Content-Type: application/json' \
      --data-binary "$body" "$base/api/v1/order/create-new-order") || say uncertain 'no answer'
  case $status in
  400 | 401) say refused "the server answered $status" ;;
  429) say unavailable 'the limit is reached' ;;
  esac
  jq -ce --arg status "$status" 'select($status == "200" and .orderId and .orderCode and .patientGuid and .rxGuid)
    | { status: "done", result: { orderId, orderCode, patientGuid, rxGuid } }' "$answer" 2> /dev/null ||
    say uncertain "the server answered $status without a scan"
  ;;
*)
  say failed 'this driver does not do it'
  ;;
esac
