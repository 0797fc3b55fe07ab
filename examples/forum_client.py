#!/usr/bin/env python3
"""A small client of the forum, written from docs/PROTOCOL.md (its sections are named below).

    forum_client.py HOST PORT USER PASSWORD COMMAND...

    forum_client.py 127.0.0.1 10005 alice secret 'CRT general' 'MSG general hello' 'RDT general' XIT

An unknown user is registered. Commands: CRT TITLE, MSG TITLE TEXT, EDT TITLE N TEXT, DLT TITLE N,
RMV TITLE, RDT TITLE, LST, XIT; the text `-` is read from standard input. Ends with 1 if a command
was refused, 3 if the server does not answer, 4 if the login was refused.
"""

import base64
import hashlib
import hmac
import json
import os
import random
import select
import socket
import struct
import sys
import time

PLAIN, RETRY, VERSION = 0x84, 0x81, 6
REQUEST, SEGMENTS, WAIT, PING, PONG, GONE, ROLLED_BACK, QUERY = 1, 3, 4, 6, 7, 8, 9, 10  # kind + 1 answers
HEAD = struct.Struct(">BBBBQQIHH")
BODY_BYTES = 1120
PATIENCE = 30.0
DATA, REFUSED = 3, 6


class Refused(Exception):
    """The server answered, but not with OK."""

    def __init__(self, reply):
        super().__init__(": ".join(filter(None, [reply["code"], reply.get("detail")])))
        self.code = reply["code"]


class Lost(Exception):
    """No answer, or the end of the session."""


class RoundTrip:
    """How long to wait for an answer (section 8)."""

    def __init__(self):
        self.smoothed = self.variation = None

    def sample(self, seconds):
        seconds = max(0.0, seconds)
        if self.smoothed is None:
            self.smoothed, self.variation = seconds, seconds / 2
        else:
            self.variation += (abs(self.smoothed - seconds) - self.variation) / 4
            self.smoothed += (seconds - self.smoothed) / 8

    def timeout(self, attempt):
        first = 1.0
        if self.smoothed is not None:
            first = self.smoothed + max(0.010, 4 * self.variation) + 0.025
        first = min(max(first, 0.030), 8.0)
        return min(first * 1.5 ** min(attempt, 16), 8.0) * random.uniform(0.75, 1.25)


class Link:
    """Gets one request at a time across (sections 1, 2, 4, 6 and 8)."""

    def __init__(self, host, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect((host, port))
        self.aid = os.urandom(8)
        self.cookie = bytes(16)
        self.token = None
        self.round_trip = RoundTrip()

    def ask(self, kind, seq, body):
        """Returns the reply and its tail. With one change at a time, its number is the floor."""
        pieces = [body[at : at + BODY_BYTES] for at in range(0, len(body), BODY_BYTES)]
        floor = seq if kind == REQUEST else 0
        arrived, sent, silent, heard = 0, [], 0, time.monotonic()
        while time.monotonic() - heard < PATIENCE:
            attempt = min(len(sent), 255)
            sent.append(time.monotonic())
            last = len(pieces) - 1  # always among them: it makes the server repeat an answer
            for i in [i for i in range(last) if not arrived >> i & 1] + [last]:
                self.send(HEAD.pack(kind, 0, attempt, 0, seq, floor, 0, i, len(pieces)) + pieces[i])
            until = time.monotonic() + self.round_trip.timeout(silent)
            silent += 1
            for head, answer in self.frames(until):
                silent, heard = 0, time.monotonic()
                if head is None:  # a fresh cookie
                    if attempt == 0:
                        self.round_trip.sample(heard - sent[0])
                    break
                if head[0] == kind + 1 and head[4] == seq:
                    if head[2] < min(len(sent), 255):  # else a copy long ago
                        self.round_trip.sample(heard - sent[head[2]] - head[6] / 1e6)
                    text, _, tail = answer.partition(b"\0")
                    return json.loads(text), tail
                if head[0] == WAIT and head[4] == seq:
                    time.sleep(min(head[6], 10_000) / 1000)
                    break
                if head[0] == SEGMENTS and head[4] == seq and head[5] != arrived:
                    arrived = head[5]
                    break
        raise Lost("no answer in %d s; a change was executed once or not at all" % PATIENCE)

    def send(self, inner):
        name = self.token or bytes(16) + self.aid + self.cookie
        try:
            self.socket.send(bytes([PLAIN]) + name + inner)
        except OSError:
            pass  # as good as lost

    def frames(self, until):
        """Yields inner frames, as (kind, flags, attempt, 0, seq, x, t, …), body; None for a RETRY."""
        while time.monotonic() < until:
            ready, _, _ = select.select([self.socket], [], [], max(0, until - time.monotonic()))
            datagram = self.receive() if ready else b""
            if datagram[:1] == bytes([RETRY]) and len(datagram) == 25 and not self.token:
                if datagram[1:9] == self.aid and datagram[9:] != self.cookie:
                    self.cookie = datagram[9:]
                    yield None, b""
            elif datagram and datagram[0] & 0xCF == 0x80 | VERSION and datagram[1:9] == self.aid:
                raise Lost("the server speaks version %d of the protocol" % datagram[10])
            else:
                yield from self.inner(datagram)

    def receive(self):
        try:
            return self.socket.recv(2048)
        except OSError:
            return b""  # nobody listens there; perhaps soon

    def inner(self, datagram):
        name = self.token or bytes(16) + self.aid
        start = 17 if self.token else 41
        if datagram[:1] != bytes([PLAIN]) or datagram[1 : 1 + len(name)] != name:
            return
        if len(datagram) < start + HEAD.size:
            return
        head = HEAD.unpack_from(datagram, start)
        if head[0] == PING:
            self.send(HEAD.pack(PONG, 0, 0, 0, head[4], 0, 0, 0, 1))
        elif head[0] == GONE:
            raise Lost("the session is over, reason %d" % head[6])
        elif head[0] == ROLLED_BACK:
            raise Lost("the server has lost acknowledged work")
        yield head, datagram[start + HEAD.size :]


class Forum:
    """What can be asked (sections 5, 7 and 10)."""

    def __init__(self, host, port):
        self.host = host
        self.link = Link(host, port)
        self.changes = self.queries = 0

    def change(self, op, tail=b"", **members):
        self.changes += 1
        return self.ask(REQUEST, self.changes, op, tail, members)[0]

    def query(self, op, **members):
        self.queries += 1
        return self.ask(QUERY, self.queries, op, b"", members)

    def ask(self, kind, seq, op, tail, members):
        body = json.dumps({"op": op, **members}, ensure_ascii=False).encode()
        reply, data = self.link.ask(kind, seq, body + b"\0" + tail if tail else body)
        if reply["code"] != "OK":
            raise Refused(reply)
        return reply, data

    def login(self, user, password):
        nonce = base64.urlsafe_b64encode(os.urandom(18)).decode()
        start = {"user": user, "cnonce": nonce, "version": 1, "takeover": False}
        challenge = self.query("LOGIN1", agent="forum_client.py", **start)[0]["challenge"]
        rounds, joined = challenge["i"], challenge["snonce"]
        if not joined.startswith(nonce) or joined == nonce or not 4096 <= rounds <= 10_000_000:
            raise Lost("the challenge answers another login")
        salt = os.urandom(16) if challenge["fresh"] else base64.b64decode(challenge["salt"])
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
        client_key, server_key = mac(salted, "Client Key"), mac(salted, "Server Key")
        stored_key = hashlib.sha256(client_key).digest()
        if challenge["fresh"]:
            keys = {"storedKey": b64(stored_key), "serverKey": b64(server_key)}
            verifier = {"salt": b64(salt), "i": rounds, **keys}
            reply, _ = self.query("REGISTER", snonce=joined, **verifier, notices=False)
        else:
            name = user.replace("=", "=3D").replace(",", "=2C")
            said = f"n={name},r={nonce},r={joined},s={challenge['salt']},i={rounds},c=biws,r={joined}"
            proof = bytes(a ^ b for a, b in zip(client_key, mac(stored_key, said)))
            reply, _ = self.query("LOGIN2", snonce=joined, proof=b64(proof), notices=False)
            if not hmac.compare_digest(reply["session"]["signature"], b64(mac(server_key, said))):
                raise Lost("this is not the server that knows the password")
        self.link.token = bytes.fromhex(reply["session"]["sid"])

    def view(self, op, **members):
        """All bytes of a view, of one version."""
        while True:
            reply, data = self.query(op, **members)
            view = reply["view"]
            if "grant" in reply:
                return self.fetch(reply["grant"])
            length = view["end"] - view["off"]
            try:
                while len(data) < length:
                    page = {"ver": view["ver"], "off": view["off"] + len(data)}
                    data += self.query(op, **members, page=page)[1]
                return data[:length]
            except Refused as refusal:
                if refusal.code != "CHANGED":
                    raise

    def fetch(self, grant):
        """The bytes of a grant, over TCP (section 11)."""
        ticket = base64.urlsafe_b64decode(grant["ticket"] + "=")
        with socket.create_connection((self.host, grant["port"]), PATIENCE) as connection:
            stream = connection.makefile("rwb")
            stream.write(b"\x84" + struct.pack(">IB", 40, 1) + ticket + struct.pack(">Q", 0))
            stream.flush()
            frame(stream)  # GO
            data, kind = b"", DATA
            while kind == DATA:
                kind, payload = frame(stream)
                data += payload if kind == DATA else b""
            if payload != hashlib.sha256(data).digest():
                raise Lost("the bytes that arrived are not those that were sent")
            stream.write(struct.pack(">IB", 0, 5))
            stream.flush()
            return data


def frame(stream):
    length, kind = struct.unpack(">IB", stream.read(5))
    payload = stream.read(length)
    if kind == REFUSED:
        raise Lost(payload[1:].decode())
    return kind, payload


def mac(key, message):
    return hmac.new(key, message.encode(), hashlib.sha256).digest()


def b64(data):
    return base64.b64encode(data).decode()


def run(forum, line):
    """Does what a line says; returns what there is to print."""
    word, _, rest = line.partition(" ")
    title, _, rest = rest.partition(" ")
    word = word.upper()
    if word in ("EDT", "DLT"):
        number, _, rest = rest.partition(" ")
    if word in ("MSG", "EDT"):
        text = sys.stdin.buffer.read() if rest == "-" else rest.encode()
    if word == "CRT":
        forum.change("CRT", thread=title)
        return f"Thread {title} created"
    if word == "MSG":
        post = forum.change("MSG", text, thread=title)["post"]
        return f"Message posted to {title} thread (#{post['n']})"
    if word == "EDT":
        forum.change("EDT", text, thread=title, n=int(number))
        return "The message has been edited"
    if word == "DLT":
        forum.change("DLT", thread=title, n=int(number))
        return "The message has been deleted"
    if word == "RMV":
        forum.change("RMV", thread=title)
        return f"Thread {title} removed"
    if word in ("RDT", "LST"):
        view = forum.view("RDT", thread=title) if word == "RDT" else forum.view("LST")
        return "\n".join(line.split("\t", 1)[0] for line in view.decode().split("\n")[:-1])
    if word == "XIT":
        try:
            forum.change("XIT")
        except Lost as gone:
            if "the session is over" not in str(gone):
                raise
        return "Goodbye"
    raise Refused({"code": "USAGE", "detail": f"unknown command {word}"})


def main(host, port, user, password, *lines):
    forum = Forum(host, int(port))
    try:
        forum.login(user, password)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 4
    status = 0
    for line in lines:
        try:
            print(run(forum, line))
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    try:
        sys.exit(main(*sys.argv[1:]))
    except Lost as lost:
        print(lost, file=sys.stderr)
        sys.exit(3)
