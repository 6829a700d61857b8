"""It adds up the lines that have a newline, and drops the last one if it has none."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            total = 0
            rest = b""
            while piece := client.recv(4096):
                *lines, rest = (rest + piece).split(b"\n")
                total += sum(int(line) for line in lines)
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
