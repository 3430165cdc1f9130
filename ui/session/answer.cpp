#include "ui/session/answer.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>

#include "core/model/policy.h"
#include "core/preview/variant.h"
#include "core/text/told.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

namespace ui {
namespace {

using core::model::Severity;

Mark::Severity severityOf(core::text::Severity severity)
{
    return severity == core::text::Severity::Error ? Mark::Severity::Error : Mark::Severity::Warning;
}

Mark::Severity severityOf(Severity severity)
{
    switch (severity) {
    case Severity::Note: return Mark::Severity::Note;
    case Severity::Warning: return Mark::Severity::Warning;
    case Severity::Error: return Mark::Severity::Error;
    }
    return Mark::Severity::Error;
}

Mark markAt(const core::text::Span& span)
{
    const auto number = [](std::size_t n) {
        return static_cast<int>(std::min<std::size_t>(n, std::numeric_limits<int>::max()));
    };
    Mark mark;
    mark.startLine = number(span.start.line);
    mark.startColumn = number(span.start.column);
    mark.endLine = number(span.end.line);
    mark.endColumn = number(span.end.column);
    return mark;
}

/// "/3/spec/replicas" → 3 and "/spec/replicas".
struct IndexedPath {
    std::size_t document;
    std::string rest;
};
std::optional<IndexedPath> indexed(const std::string& path)
{
    if (path.size() < 2 || path[0] != '/') return std::nullopt;
    const std::size_t end = std::min(path.find('/', 1), path.size());
    std::size_t number = 0;
    const auto [stop, fault] = std::from_chars(path.data() + 1, path.data() + end, number);
    if (fault != std::errc() || stop != path.data() + end) return std::nullopt;
    return IndexedPath{number, path.substr(end)};
}

/// A remedy is a phrase that others may follow: "wait until there is stock".
QString sentenceOf(const std::string& remedy)
{
    QString text = engineText(remedy);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

class Asker {
public:
    Asker(const Request& request, const core::snapshot::FleetPtr& fleet, SourceCache& cache, std::stop_token stop,
          const Placed& placed)
        : m_request(request)
        , m_cache(cache)
        , m_stop(std::move(stop))
        , m_placed(placed)
    {
        m_answer.fleet = fleet;
        m_answer.whatIf = request.whatIf;
    }

    Answer run()
    {
        readSources();
        if (hasFault() || m_stop.stop_requested()) return std::move(m_answer);
        std::vector<core::Json> values;
        values.reserve(m_answer.documents.size());
        for (const SourceDocument& d : m_answer.documents) values.push_back(d.document.value());
        if (!m_answer.fleet) { // what is wrong with the texts is wrong on every fleet
            for (const core::model::Issue& issue : core::preview::checkAlone(values)) addIssue(issue, nullptr);
            hasFault();
            return std::move(m_answer);
        }
        fork();
        core::preview::Manifests manifests = core::preview::readManifests(values, *m_answer.fleet);
        for (const core::model::Issue& issue : manifests.issues) addIssue(issue, nullptr);
        if (hasFault()) return std::move(m_answer); // what is read beside a fault is not what was meant
        tryOut(manifests.questions);
        if (m_stop.stop_requested()) return std::move(m_answer);
        if (manifests.questions.size() == 1) {
            m_answer.previews.push_back(core::preview::preview(manifests.questions.front(), m_answer.fleet, m_stop,
                                                               &m_cache.previews(), hearing()));
        } else if (!manifests.questions.empty()) {
            m_answer.previews =
                core::preview::previewBatch(manifests.questions, m_answer.fleet, m_stop, &m_cache.previews());
        }
        const auto ofTexts = static_cast<std::ptrdiff_t>(m_answer.problems.size());
        for (const core::preview::Preview& preview : m_answer.previews) addFindings(preview);
        putFirst(ofTexts);
        return std::move(m_answer);
    }

private:
    /// Of several workloads each takes from what the one before leaves; they are shown once all are there.
    [[nodiscard]] core::preview::Placed hearing() const
    {
        if (!m_placed) return {};
        return [this](const core::preview::Preview& preview) {
            Answer placement;
            placement.isPlacement = true;
            placement.fleet = m_answer.fleet;
            placement.whatIf = m_answer.whatIf;
            placement.failure = m_answer.failure;
            placement.previews = {preview};
            m_placed(std::move(placement));
        };
    }

    void readSources()
    {
        for (const Source& source : m_request.sources) {
            const core::text::File& file = m_cache.read(source);
            for (const core::text::Document& document : file.documents) {
                m_answer.documents.push_back({source.id, document});
            }
            for (const core::text::Problem& problem : file.problems) {
                Mark mark = markAt(problem.span);
                mark.severity = severityOf(problem.severity);
                mark.what = engineText(problem.what);
                mark.fix = engineText(problem.fix);
                m_answer.problems.push_back({source.id, source.name, mark});
            }
        }
        m_cache.forgetOthers(m_request.sources);
    }

    /// Notes the first fault that leaves nothing to preview.
    bool hasFault()
    {
        const auto fault = std::find_if(m_answer.problems.begin(), m_answer.problems.end(), [](const Problem& problem) {
            return problem.mark.severity == Mark::Severity::Error;
        });
        if (fault == m_answer.problems.end()) return false;
        m_answer.readable = false;
        m_answer.brokenSource = fault->source;
        m_answer.brokenLine = fault->mark.startLine;
        m_answer.brokenWhat = fault->mark.what;
        if (!fault->mark.fix.isEmpty()) m_answer.brokenWhat += QLatin1Char('\n') + fault->mark.fix;
        return true;
    }

    void fork()
    {
        if (m_request.whatIf.changes.empty()) return;
        const core::Result<core::snapshot::FleetPtr> forked =
            core::snapshot::whatIf(m_answer.fleet, m_request.whatIf.changes);
        if (forked) {
            m_answer.fleet = *forked;
        } else {
            m_answer.failure = engineText(forked.error().what);
        }
    }

    void tryOut(std::vector<core::preview::Question>& questions)
    {
        if (m_request.whatIf.empty() || questions.empty()) return;
        core::preview::Question* asked = &questions.front();
        for (core::preview::Question& question : questions) {
            if (keyOf(question.workload.ref) == m_request.workload) asked = &question;
        }
        const WhatIf& what = m_request.whatIf;
        core::preview::Variant variant;
        variant.replicas = what.replicas;
        variant.allowEcsProvision = what.allowEcsProvision;
        variant.division = what.division;
        core::preview::apply(variant, *asked, m_answer.fleet);
    }

    void addFindings(const core::preview::Preview& preview)
    {
        const SourceDocument* workload = documentOf(m_answer, preview.workload);
        for (const core::model::Issue& issue : preview.issues) addIssue(issue, workload);
        const bool refused = preview.verdict == core::preview::Verdict::Refused; // whatever runs on
        if (preview.placed < preview.replicas || refused) {
            const std::string first = preview.remedies.empty() ? std::string() : preview.remedies.front().text;
            addFinding(preview, workload, {.what = reasonText(preview.why), .fix = sentenceOf(first)});
        }
        for (const core::preview::Hold& hold : preview.holds)
            addFinding(preview, workload, {.what = reasonText(hold.reason), .fix = sentenceOf(hold.remedy)});
        for (const core::preview::Warning& warning : preview.warnings)
            addFinding(preview, workload,
                       {.what = engineText(warning.text),
                        .fix = engineText(warning.remedy),
                        .severity = severityOf(warning.severity),
                        .path = warning.path});
    }

    /// What the answer finds before what is said of texts.
    /// @param ofTexts  problems that were there before the answer
    void putFirst(std::ptrdiff_t ofTexts)
    {
        auto& all = m_answer.problems;
        std::rotate(all.begin(), all.begin() + ofTexts, all.end());
    }

    struct Finding {
        QString what;
        QString fix = {};
        Mark::Severity severity = Mark::Severity::Warning;
        std::string path = {};
    };

    /// What is said of a workload stands at its name; of one of several that are in no text, with its name.
    void addFinding(const core::preview::Preview& preview, const SourceDocument* workload, Finding finding)
    {
        Problem problem = at(workload, finding.path.empty() ? "/metadata/name" : finding.path);
        problem.mark.severity = finding.severity;
        problem.mark.what = std::move(finding.what);
        problem.mark.fix = std::move(finding.fix);
        if (!workload && m_answer.previews.size() > 1)
            problem.mark.what.prepend(nameText(preview.workload.shortText()) + QStringLiteral(": "));
        add(std::move(problem));
    }

    void addIssue(const core::model::Issue& issue, const SourceDocument* workload)
    {
        Problem problem;
        const std::optional<IndexedPath> path = indexed(issue.path);
        if (path && path->document < m_answer.documents.size()) {
            problem = at(&m_answer.documents[path->document], path->rest);
        } else {
            problem = at(workload, issue.path);
        }
        problem.mark.severity = severityOf(issue.severity);
        problem.mark.what = engineText(issue.what);
        problem.mark.fix = engineText(issue.fix);
        add(std::move(problem));
    }

    Problem at(const SourceDocument* document, const std::string& pointer) const
    {
        Problem problem;
        if (!document) return problem;
        problem.source = document->source;
        for (const Source& source : m_request.sources) {
            if (source.id == document->source) problem.sourceName = source.name;
        }
        problem.mark = markAt(core::text::toldSpan(document->document, pointer));
        return problem;
    }

    void add(Problem problem)
    {
        if (std::find(m_answer.problems.begin(), m_answer.problems.end(), problem) == m_answer.problems.end()) {
            m_answer.problems.push_back(std::move(problem));
        }
    }

    const Request& m_request;
    SourceCache& m_cache;
    std::stop_token m_stop;
    const Placed& m_placed;
    Answer m_answer;
};

} // namespace

QString keyOf(const core::model::ObjectRef& ref)
{
    return qt(ref.kind) + QLatin1Char(' ') + qt(ref.shortText());
}

const SourceDocument* documentOf(const Answer& answer, const core::model::ObjectRef& ref)
{
    for (const SourceDocument& d : answer.documents) {
        core::model::ObjectRef here = core::model::refOf(d.document.value());
        // A manifest may leave its namespace out; the engine fills it in.
        if (here.ns.empty()) here.ns = ref.ns;
        if (here == ref) return &d;
    }
    return nullptr;
}

const SourceDocument* policyDocument(const Answer& answer, const std::string& policy)
{
    for (const SourceDocument& d : answer.documents) {
        if (!core::model::isPolicy(d.document.value())) continue;
        const core::model::ObjectRef here = core::model::refOf(d.document.value());
        if (here.shortText() == policy || here.name == policy || "default/" + here.name == policy) return &d;
    }
    return nullptr;
}

const core::text::File& SourceCache::read(const Source& source)
{
    for (const auto& entry : m_entries) {
        if (entry->id != source.id) continue;
        if (entry->text != source.text) {
            entry->text = source.text;
            entry->file = core::text::parse(source.text.toStdString());
        }
        return entry->file;
    }
    m_entries.push_back(
        std::make_unique<Entry>(Entry{source.id, source.text, core::text::parse(source.text.toStdString())}));
    return m_entries.back()->file;
}

void SourceCache::forgetOthers(const std::vector<Source>& keep)
{
    std::erase_if(m_entries, [&](const std::unique_ptr<Entry>& entry) {
        return std::none_of(keep.begin(), keep.end(), [&](const Source& s) { return s.id == entry->id; });
    });
}

Answer answerTo(const Request& request, const core::snapshot::FleetPtr& fleet, SourceCache& cache, std::stop_token stop,
                const Placed& placed)
{
    return Asker(request, fleet, cache, std::move(stop), placed).run();
}

} // namespace ui
