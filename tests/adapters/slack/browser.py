"""A headless Chromium that opens pages as people do, and answers questions about what it shows."""

import asyncio
import base64
import json
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
STARTS_WITHIN, ANSWERS_WITHIN = 30.0, 15.0


def found() -> str:
    """Return the browser of this machine; empty where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


@dataclass
class Tab:
    """One page of the browser; `problems` is what its console had to say."""

    socket: aiohttp.ClientWebSocketResponse
    problems: list[str] = field(default_factory=list)
    _number: int = 0

    async def calls(self, method: str, **params: object) -> dict[str, Any]:
        """Have the browser do something, and return what it says."""
        self._number += 1
        await self.socket.send_json({"id": self._number, "method": method, "params": params})
        return await self._until(lambda told: told.get("id") == self._number)

    async def shows(self, *, width: int, dark: bool = False, zoom: float = 1) -> None:
        """Show the page on a screen of so many pixels, which zooming makes fewer."""
        narrow = round(width / zoom)
        metrics = {"width": narrow, "height": 900, "deviceScaleFactor": zoom, "mobile": False}
        await self.calls("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.calls("Emulation.setEmulatedMedia", features=[scheme])

    async def opens(self, url: str, *, width: int) -> None:
        """Open an address on a screen of so many pixels."""
        await self.shows(width=width)
        await self.calls("Page.navigate", url=url)
        await self._until(lambda told: told.get("method") == "Page.loadEventFired")

    async def asks(self, script: str) -> Any:
        """Return what a script finds on the page."""
        told = await self.calls(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told["result"], told
        return told["result"]["result"].get("value")

    async def presses(self, key: str) -> None:
        """Press a key, as somebody without a mouse does."""
        for kind in ("rawKeyDown", "keyUp"):
            codes = {"Tab": 9, "Enter": 13}
            await self.calls(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=codes[key]
            )

    async def pictures(self, file: Path) -> None:
        """Keep a picture of the whole page."""
        told = await self.calls("Page.captureScreenshot", captureBeyondViewport=True)
        await asyncio.to_thread(file.write_bytes, base64.b64decode(told["result"]["data"]))

    async def _until(self, wanted: Any) -> dict[str, Any]:
        async with asyncio.timeout(ANSWERS_WITHIN):
            while True:
                told: dict[str, Any] = await self.socket.receive_json()
                if told.get("method") == "Log.entryAdded":
                    self.problems.append(json.dumps(told["params"]["entry"]))
                if wanted(told):
                    return told


@asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Tab]:
    """Start a browser with nothing in its memory; it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        found(), *FLAGS, f"--user-data-dir={folder}", "about:blank", stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                tabs = json.loads(await answer.text())
            address = next(tab for tab in tabs if tab["type"] == "page")["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=0) as socket:
                tab = Tab(socket)
                for domain in ("Page", "Runtime", "Log"):
                    await tab.calls(f"{domain}.enable")
                yield tab
    finally:
        process.terminate()
        await process.wait()


async def _port(file: Path) -> str:
    async with asyncio.timeout(STARTS_WITHIN):
        # The browser says where it listens by a file, and there is no other way to hear of it.
        while not (port := await asyncio.to_thread(_written, file)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return port


def _written(file: Path) -> str:
    """Return the first line of a file, once it is whole."""
    return file.read_text("ascii").partition("\n")[0] if file.exists() else ""
