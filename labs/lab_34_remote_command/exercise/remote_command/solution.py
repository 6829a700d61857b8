import os
import socket
import struct
import subprocess
import sys

LONGEST_COMMAND = 4096


def run(command):
    # run() reads both pipes at the same time. How the command ended does not matter: its output is the answer.
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return done.stdout + done.stderr


def serve(client):
    """Answers one command after another, until the client has no more."""
    with client.makefile("rb") as requests:
        while True:
            # The file keeps what came after the newline for the next turn.
            line = requests.readline(LONGEST_COMMAND + 1)
            if not line.endswith(b"\n"):
                return  # the end, half a command, or one that is too long: none of them is to be run
            output = run(line[:-1])
            client.sendall(struct.pack("<i", len(output)) + output)


def main():
    host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
    with socket.create_server((host, int(port))) as listener:  # sets SO_REUSEADDR where that is right
        while True:
            client, _ = listener.accept()
            with client:
                try:
                    serve(client)
                # The client is gone, its command has a zero byte in it, or the output is too long for the header.
                # Whatever goes wrong with one client ends with that client.
                except (OSError, ValueError, struct.error) as error:
                    print("client:", error, file=sys.stderr)


main()
