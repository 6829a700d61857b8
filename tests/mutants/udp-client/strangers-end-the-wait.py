"""It takes a stranger's datagram for a sign that no reply will come."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.bind(("", 0))
server = (host, int(port))


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
        client.sendto(line.removesuffix(b"\n"), server)
        reply, sender = client.recvfrom(65507)
        if sender != server:
            reply = b"timeout"
    except OSError:
        reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
