"""It keeps the replies and prints them all at the end, as a program does that never flushes."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
replies = server.makefile("rb")
kept = []
for line in sys.stdin.buffer:
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        reply = replies.readline()
    except OSError:
        break
    if not reply:
        break
    kept.append(reply)
    if reply == b"q\n":
        break
sys.stdout.buffer.write(b"".join(kept))
