"""It prints the reply as Python writes a bytes object, b'..', instead of its text."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
replies = server.makefile("rb")
for line in sys.stdin.buffer:
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        reply = replies.readline()
    except OSError:
        break
    if not reply:
        break
    print(reply.rstrip(b"\n"), flush=True)
    if reply == b"q\n":
        break
