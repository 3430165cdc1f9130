#include "app/cli/terminal.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace cli {
namespace {

constexpr int fewestColumns = 20;

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

int columnsOf(int descriptor)
{
    const std::string_view stated = environment("COLUMNS");
    int columns = 0;
    std::from_chars(stated.data(), stated.data() + stated.size(), columns);
    if (columns > 0) return columns < fewestColumns ? fewestColumns : columns;
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col < fewestColumns ? fewestColumns : size.ws_col;
    }
    return usualColumns;
}

std::string_view code(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return {};
    case Tone::Good: return "\x1b[32m";
    case Tone::Attention: return "\x1b[33m";
    case Tone::Bad: return "\x1b[31m";
    case Tone::Quiet: return "\x1b[2m";
    case Tone::Strong: return "\x1b[1m";
    }
    return {};
}

} // namespace

Terminal terminalOf(int descriptor, Colour colour)
{
    Terminal terminal;
    terminal.descriptor = descriptor;
    terminal.isTerminal = ::isatty(descriptor) == 1;
    terminal.columns = terminal.isTerminal ? columnsOf(descriptor) : 0;
    const bool shows = terminal.isTerminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    terminal.colour = colour == Colour::Always || (colour == Colour::Auto && shows);
    return terminal;
}

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string painted(std::string_view text, Tone tone, bool colour)
{
    if (!colour || tone == Tone::Plain || text.empty()) return std::string(text);
    return std::string(code(tone)) + std::string(text) + "\x1b[0m";
}

} // namespace cli
