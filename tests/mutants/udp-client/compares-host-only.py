"""It compares the sender's host with the server's, and not the port."""

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
        sender = ("", 0)
        while sender[0] != host:
            reply, sender = client.recvfrom(65507)
    except OSError:
        reply = b"timeout"
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
