#include "app/cli/render_preview.h"

#include <algorithm>
#include <set>

#include "app/cli/figures.h"
#include "app/cli/render_tables.h"
#include "app/cli/width.h"
#include "core/base/words.h"
#include "core/model/age.h"
#include "core/preview/batch.h"
#include "core/preview/price_dates.h"

namespace cli {
namespace {

using core::counted;
using core::preview::Remedy;
using core::preview::Verdict;

/// Paragraphs with a head and a hanging margin.
class Lines {
public:
    explicit Lines(const Table::Look& look)
        : m_look(look)
    {}

    void add(const std::string& head, const std::string& text, Tone tone = Tone::Plain)
    {
        const std::size_t margin = widthOf(head);
        const std::string safe = m_look.shown(text);
        const bool wraps = m_look.columns > margin + 20;
        const auto lines = wraps ? wrapped(safe, m_look.columns - margin) : std::vector<std::string>{safe};
        for (std::size_t i = 0; i < lines.size(); ++i) {
            m_text += (i == 0 ? painted(head, tone, m_look.colour) : std::string(margin, ' ')) + lines[i] + "\n";
        }
    }
    /// A command, in one line, so that it can be copied.
    void command(const std::string& margin, const std::string& line) { m_text += margin + harmless(line) + "\n"; }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    Table::Look m_look;
    std::string m_text;
};

/// "~9.50..~12.30 CNY/h more"; empty: it costs the same.
std::string moreText(const core::preview::CostRange& costs)
{
    const core::MoneyPerHour& least = costs.lower;
    const core::MoneyPerHour& most = costs.upper.value_or(least);
    if (least.micros < 0 && most.micros > 0)
        return costRangeText({{-least.micros, least.currency}, core::MoneyPerHour{-least.micros, least.currency}}) +
               "/h less to " + costRangeText({most, most}) + "/h more, as stock turns out";
    if (most.micros > 0) return costRangeText({least, most}) + "/h more";
    if (least.micros == 0) return {};
    return costRangeText({{-most.micros, most.currency}, core::MoneyPerHour{-least.micros, least.currency}}) +
           "/h less";
}

/// "raise the maximum of pool gpu-a10 … (~+2 replicas, ~9.50 CNY/h more)"
std::string remedyText(const Remedy& remedy)
{
    std::string more;
    const std::int64_t places = remedy.placesMore.value_or(0);
    if (places > 0) more = "~+" + counted(places, "replica");
    const std::string costs = remedy.costs ? moreText(*remedy.costs) : places > 0 ? "cost unknown" : "";
    if (!costs.empty()) more += (more.empty() ? "" : ", ") + costs;
    return remedy.text + (more.empty() ? "" : " (" + more + ")");
}

std::string moveText(const core::preview::Move& move)
{
    return "~" + counted(move.replicas, "replica") + " from " + move.from + " to " + move.to;
}

bool wantsCapacities(const Preview& preview, bool wide)
{
    return wide || preview.verdict == Verdict::Partly || preview.verdict == Verdict::DoesNotFit ||
           preview.verdict == Verdict::Unknown || preview.verdict == Verdict::Refused ||
           preview.verdict == Verdict::UpdateStuck || preview.verdict == Verdict::UpdateUnsure;
}

/// It says what will not come about, not only what may go wrong.
bool isFailure(const core::preview::Warning& warning)
{
    return warning.severity == core::model::Severity::Error;
}

/// What stands in front of figures.
constexpr const char* signs = "~ predicted";

/// What the star stands for.
constexpr const char* assumed = "what a new node gives is assumed by ACK's reservation formula";

/// What a file states is read live only where one is named.
std::string fixOf(const core::preview::Warning& warning, const PreviewText& what)
{
    const bool byFile = warning.remedy.find("fleet.yaml") != std::string::npos ||
                        warning.remedy.find("Complete the snapshot") != std::string::npos;
    if (what.extras || !byFile) return warning.remedy;
    return warning.remedy + " Live, what no API tells is read from the fleet.yaml that --extras FILE names.";
}

/// Texts of one workload: what goes with its tables.
std::string findings(const Preview& preview, const PreviewText& what)
{
    Lines lines(what.look);
    for (const core::preview::Move& move : preview.moves) lines.add("moves: ", moveText(move));
    for (const Remedy& remedy : preview.remedies) {
        lines.add("try: ", remedyText(remedy), Tone::Strong);
        const std::string command = what.command ? what.command(preview, remedy) : std::string();
        if (!command.empty()) lines.command("     ", command);
    }
    for (const core::preview::Warning& warning : preview.warnings) {
        lines.add(isFailure(warning) ? "x " : "! ", warning.text, isFailure(warning) ? Tone::Bad : Tone::Attention);
        if (!warning.remedy.empty()) lines.add("  fix: ", fixOf(warning, what));
    }
    if (hasAssumptions(preview)) lines.add("* ", assumed);
    return lines.text();
}

std::string leftOutText(std::size_t count)
{
    return counted(static_cast<std::int64_t>(count), "cluster") + " more " + (count == 1 ? "is" : "are") +
           " out; -o wide lists them";
}

std::string reasonLines(const Preview& preview, const Table::Look& look)
{
    Lines lines(look);
    for (const core::preview::Reason* reason : core::preview::standingAlone(preview.why))
        lines.add("why: ", core::preview::toText(*reason));
    return lines.text().empty() ? std::string() : lines.text() + "\n";
}

void addBlock(std::string& text, const std::string& block)
{
    if (!block.empty()) text += "\n" + block;
}

std::string oneText(const Preview& preview, const PreviewText& what)
{
    std::string text = "\n";
    if (what.previews.size() > 1) {
        text += painted(harmless(preview.workload.shortText()), Tone::Strong, what.look.colour) + "\n";
    }
    text += reasonLines(preview, what.look);
    text += placementTable(preview, what.look.wide).text(what.look);
    const std::size_t out = what.look.wide ? 0 : clustersLeftOut(preview);
    if (out > 0) text += leftOutText(out) + "\n";
    if (wantsCapacities(preview, what.look.wide)) {
        const Table capacities = capacityTable(preview);
        if (!capacities.empty()) addBlock(text, capacities.text(what.look));
    }
    if (!preview.rollout.empty()) addBlock(text, rolloutTable(preview).text(what.look));
    if (!preview.scaled.empty()) addBlock(text, scaledTable(preview).text(what.look));
    addBlock(text, findings(preview, what));
    return text;
}

const char* words(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits: return "fits";
    case Verdict::Preempts: return "fits by preempting others";
    case Verdict::Partly: return "fits in part";
    case Verdict::DoesNotFit: return "does not fit";
    case Verdict::Unknown: return "not known whether it fits";
    case Verdict::Nothing: return "nothing to place";
    case Verdict::Refused: return "refused, so the previous placement stands";
    case Verdict::Suspended: return "scheduling is suspended";
    case Verdict::Held: return "placed, but will not run";
    case Verdict::UpdateStuck: return "its update is stuck";
    case Verdict::UpdateUnsure: return "not known whether its update can finish";
    }
    return "";
}

std::string headline(const Preview& preview)
{
    std::string text = core::preview::holdsSome(preview) ? "placed, but not all will run" : words(preview.verdict);
    if (const auto update = core::preview::updateBesides(preview)) text += std::string(", and ") + words(*update);
    return text;
}

void addTree(std::string& out, const core::preview::Reason& reason, std::size_t depth, const Table::Look& look)
{
    const std::size_t columns = look.columns;
    const std::string margin(depth * 2, ' ');
    const std::string text = look.shown(core::preview::toText(reason));
    const bool wraps = columns > margin.size() + 30;
    const auto lines = wraps ? wrapped(text, columns - margin.size() - 2) : std::vector<std::string>{text};
    for (std::size_t i = 0; i < lines.size(); ++i) out += margin + (i == 0 ? "" : "  ") + lines[i] + "\n";
    for (const core::preview::Reason& part : reason.parts) addTree(out, part, depth + 1, look);
}

std::string oneMarkdown(const Preview& preview, const PreviewText& what)
{
    const Table::Look look{.names = what.look.names};
    const auto shown = [&](const std::string& text) { return markdownText(look.shown(text)); };
    std::string text = "\n### " + markdownText(preview.workload.shortText()) + ": " + headline(preview) + "\n\n";
    text += shown(core::preview::toText(preview.why)) + "\n\n";
    text += placementTable(preview, false).markdown(look);
    const std::size_t out = clustersLeftOut(preview);
    if (out > 0) text += "\n" + counted(static_cast<std::int64_t>(out), "cluster") + " more out.\n";
    if (wantsCapacities(preview, false)) {
        const Table capacities = capacityTable(preview);
        if (!capacities.empty()) text += "\n" + capacities.markdown(look);
    }
    if (!preview.rollout.empty()) text += "\n" + rolloutTable(preview).markdown(look);
    if (!preview.scaled.empty()) text += "\n" + scaledTable(preview).markdown(look);
    std::string list;
    for (const core::preview::Move& move : preview.moves) list += "- Moves: " + shown(moveText(move)) + "\n";
    for (const Remedy& remedy : preview.remedies) {
        list += "- Try: " + shown(remedyText(remedy)) + "\n";
        const std::string command = what.command ? what.command(preview, remedy) : std::string();
        if (!command.empty()) list += "  ```\n  " + harmless(command) + "\n  ```\n";
    }
    for (const core::preview::Warning& warning : preview.warnings) {
        list += std::string(isFailure(warning) ? "- **x** " : "- **!** ") + shown(warning.text) + "\n";
        if (!warning.remedy.empty()) list += "  - Fix: " + shown(fixOf(warning, what)) + "\n";
    }
    if (hasAssumptions(preview)) list += "- **\\*** " + markdownText(assumed) + "\n";
    if (!list.empty()) text += "\n" + list;
    std::string why; // of the answer only: a comment on a merge request has a limit, a fleet's clusters have none
    addTree(why, preview.why, 0, look);
    text += "\n<details><summary>Why</summary>\n\n```\n" + why + "```\n\n</details>\n";
    return text;
}

} // namespace

std::string previewText(const PreviewText& what)
{
    std::string text = summaryTable(what.previews).text(what.look);
    if (what.previews.size() > 1) {
        Lines order(what.look);
        order.add("order: ", core::preview::orderText(what.previews));
        text += order.text();
    }
    for (const Preview& preview : what.previews) text += oneText(preview, what);
    return text + "\n" + what.origin + "; " + signs + "\n";
}

std::string previewMarkdown(const PreviewText& what)
{
    std::string text = "## Placement preview\n\n" + summaryTable(what.previews).markdown({.names = what.look.names});
    if (what.previews.size() > 1) text += "\n" + markdownText(core::preview::orderText(what.previews)) + "\n";
    for (const Preview& preview : what.previews) text += oneMarkdown(preview, what);
    return text + "\n" + markdownText(what.origin) + "\n";
}

std::string reasonsText(const core::preview::Preview& preview, const std::vector<std::string>& clusters,
                        const Table::Look& look)
{
    std::string out;
    std::string inOneLine; // clusters that are out, after those that could take something
    if (clusters.empty()) addTree(out, preview.why, 0, look);
    for (const core::preview::ClusterResult& cluster : preview.clusters) {
        const bool asked = std::find(clusters.begin(), clusters.end(), cluster.name) != clusters.end();
        if (clusters.empty() ? !core::preview::isSelected(preview) : !asked) continue;
        addTree(cluster.why.parts.empty() ? inOneLine : out, cluster.why, 0, look);
    }
    return out + inOneLine;
}

std::string pricesText(const std::vector<core::preview::Preview>& previews)
{
    const std::string dates = core::preview::priceDates(previews);
    return dates.empty() ? std::string() : "; prices of " + dates;
}

} // namespace cli
