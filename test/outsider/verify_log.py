#!/usr/bin/env python3
"""Checks an exported situation log with nothing but Python 3 and openssl, written from docs/log-format.md alone."""
import hashlib, json, subprocess, sys, tempfile

def canonical(value):  # enough of RFC 8785 for this format: keys are ASCII, numbers are whole
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def signed(public_key, signature, message):
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as sig, tempfile.NamedTemporaryFile() as msg:
        for file, data in ((key, bytes.fromhex("302a300506032b6570032100" + public_key)), (sig, bytes.fromhex(signature)), (msg, message)):
            file.write(data)
            file.flush()
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", key.name, "-sigfile", sig.name, "-in", msg.name]
        return subprocess.run(command, capture_output=True).returncode == 0

def need(fact, number, what):
    if not fact:
        sys.exit(f"entry {number}: {what}")

rows = open(sys.argv[1], "rb").read().decode().split("\n")
need(rows.pop() == "", "end", "the file is cut off")
lines = [json.loads(row) for row in rows]
for number, (row, line) in enumerate(zip(rows, lines)):
    need(canonical(line) == row.encode(), number, "not in canonical form")
start, *entries, end = lines
devices, line_hash, whole = {}, None, {"number", "receivedAt", "previous", "header", "signature"}
for number, line in enumerate(entries, 1):
    header, payload = line["header"], line.get("payload")
    need(line["number"] == number, number, "wrong number")
    need(line["previous"] == line_hash, number, "does not follow from the line before")
    need(header["incident"] == start["incident"] and header["mode"] == start["mode"], number, "other incident or mode")
    if payload is not None:
        need(header["payloadHash"] == sha256(bytes.fromhex(line["salt"]) + canonical(payload)), number, "the content was changed")
    if number == 1:
        need(payload["device"] == header["device"] == start["device"] and payload["publicKey"] == start["publicKey"], 1, "not the founding server")
        devices[payload["device"]] = {"key": payload["publicKey"], "role": payload["role"], "seq": 0, "hash": None}
    device = devices.get(header["device"])
    need(device and not device.get("retired"), number, "device not admitted")
    need(header["seq"] == device["seq"] + 1 and header["previous"] == device["hash"], number, "gap in the chain of the device")
    need(signed(device["key"], line["signature"], canonical(header)), number, "bad signature")
    device.update(seq=header["seq"], hash=sha256(canonical(header)))
    if header["kind"] == "checkpoint":
        need(device["role"] == "server" and payload == {"count": number - 1, "head": line_hash}, number, "bad checkpoint")
    if header["kind"] == "device" and number > 1:
        need(device["role"] == "server", number, "only a server admits devices")
        if payload["action"] == "admit":
            need(payload["device"] not in devices, number, "device admitted twice")
            devices[payload["device"]] = {"key": payload["publicKey"], "role": payload["role"], "seq": 0, "hash": None}
        else:
            devices[payload["device"]]["retired"] = True
    line_hash = sha256(canonical({name: line[name] for name in whole}))
signature = end.pop("signature")
need(end["count"] == len(entries) and end["head"] == line_hash, "end", "entries are missing at the end")
need(devices[end["device"]]["role"] == "server" and signed(devices[end["device"]]["key"], signature, canonical(end)), "end", "bad signature")
print(f"good: {len(entries)} entries, key {start['publicKey']}, head {line_hash}")
