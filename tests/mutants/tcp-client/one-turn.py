"""It has no loop: it says one line and prints one reply."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
replies = server.makefile("rb")
line = sys.stdin.buffer.readline()
try:
    server.sendall(line.rstrip(b"\n") + b"\n")
    reply = replies.readline()
except OSError:
    reply = b""
sys.stdout.buffer.write(reply)
