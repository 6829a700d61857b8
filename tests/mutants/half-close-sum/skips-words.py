"""It leaves out the lines that are not numbers, and answers as if all were well."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            data = b""
            while piece := client.recv(4096):
                data += piece
            total = 0
            for line in data.splitlines():
                try:
                    total += int(line)
                except ValueError:
                    pass
            client.sendall(b"%d\n" % total)
        except OSError:
            pass
