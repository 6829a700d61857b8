"""It binds a port of its own choice, which only one client can have."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.bind(("127.0.0.1", 54321))
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
    client.settimeout(0.5)
    try:
        client.send(line.removesuffix(b"\n"))
        reply = client.recv(65507)
    except OSError:
        reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
