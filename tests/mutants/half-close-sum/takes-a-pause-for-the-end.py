"""It answers when nothing has come for 50 ms, instead of waiting for the end."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        client.settimeout(0.05)
        try:
            data = b""
            try:
                while piece := client.recv(4096):
                    data += piece
            except TimeoutError:
                pass
            total = sum(int(line) for line in data.splitlines())
            client.sendall(b"%d\n" % total)
        except (OSError, ValueError):
            pass
