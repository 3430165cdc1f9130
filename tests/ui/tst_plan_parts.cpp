// What the plan's screen makes of fields and texts, without a window.
#include <QFontMetrics>
#include <QTest>

#include "tests/support/test.h"
#include "ui/screens/plan/field_model.h"
#include "ui/screens/plan/plan_texts.h"
#include "ui/screens/plan/step_model.h"
#include "ui/session/plan_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/tables.h"

namespace tst_plan_parts {

class PlanParts final : public QObject {
    Q_OBJECT

private slots:
    void pathsAreTakenApart()
    {
        QCOMPARE(ui::plan::partsOf(QStringLiteral(".spec.containers[name=\"a.b]\"].image")),
                 (QStringList{QStringLiteral(".spec"), QStringLiteral(".containers"), QStringLiteral("[name=\"a.b]\"]"),
                              QStringLiteral(".image")}));
        ui::StepView step;
        using Kind = ui::FieldChange::Kind;
        step.fields = {{Kind::Changed, QStringLiteral(".spec.a.b"), QStringLiteral("1"), QStringLiteral("2"), {}},
                       {Kind::Added, QStringLiteral(".spec.a.c"), {}, QStringLiteral("3"), {}},
                       {Kind::Removed, QStringLiteral(".metadata.labels.x"), QStringLiteral("4"), {}, {}}};
        step.folded = {{Kind::Added, QStringLiteral(".spec.d"), {}, QStringLiteral("5"), {}}};
        const auto rows = ui::plan::fieldRows(step, false);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].label, QStringLiteral("spec.a"));
        QCOMPARE(rows[0].children.size(), std::size_t(2));
        QCOMPARE(rows[0].children[1].label, QStringLiteral("c"));
        QCOMPARE(rows[1].label, QStringLiteral("metadata.labels.x"));
        QCOMPARE(rows[1].sign, QStringLiteral("\u2212"));
        const auto all = ui::plan::fieldRows(step, true);
        QCOMPARE(all[0].label, QStringLiteral("spec"));
        QVERIFY(all[0].children[1].isFolded && !all[0].isFolded);
    }

    /// Where the column is narrow, the letter that differs is what stays.
    void whatDiffersOfTwoValuesIsSeenInANarrowColumn()
    {
        const QString start = QStringLiteral("\"registry.example/of/somebody/inference/vllm-openai:v");
        ui::StepView step;
        using Kind = ui::FieldChange::Kind;
        step.fields = {{Kind::Changed,
                        QStringLiteral(".image"),
                        start + QStringLiteral("1-cuda12-of-the-day\""),
                        start + QStringLiteral("2-cuda12-of-the-day\""),
                        {}},
                       {Kind::Changed, QStringLiteral(".replicas"), QStringLiteral("2"), QStringLiteral("4"), {}},
                       {Kind::Added, QStringLiteral(".zone"), {}, start, {}}};
        ui::plan::FieldModel model(nullptr);
        model.setRows(ui::plan::fieldRows(step, false));
        using Model = ui::plan::FieldModel;
        const QModelIndex image = model.index(0, Model::Before);
        QCOMPARE(image.data().toString(), step.fields[0].before);
        const QFontMetrics metrics{ui::theme::fixed()};
        const int room = metrics.horizontalAdvance(QStringLiteral("x")) * 16;
        for (const int column : {int(Model::Before), int(Model::After)}) {
            const QModelIndex at = model.index(0, column);
            const QString shown =
                ui::fitting(at.data().toString(), at.data(ui::ShorterRole).toStringList(), metrics, room);
            QVERIFY2(metrics.horizontalAdvance(shown) <= room, qPrintable(shown));
            QVERIFY2(shown.contains(column == Model::Before ? QStringLiteral(":v1-") : QStringLiteral(":v2-")),
                     qPrintable(shown));
        }
        QVERIFY(model.index(1, Model::Before).data(ui::ShorterRole).toStringList().isEmpty()); // it is short as it is
        QVERIFY(model.index(2, Model::After).data(ui::ShorterRole).toStringList().isEmpty());
    }

    /// That nothing is kept of it is no reason to say that its step can be undone.
    void anObjectThatCouldNotBeReadIsSaidBesideUndo()
    {
        core::change::Step step;
        step.what.kind = "ConfigMap";
        step.what.apiVersion = "v1";
        step.what.ns = "default";
        step.what.name = "a";
        step.seen.isUnknown = true;
        step.refused.emplace();
        step.refused->code = 403;
        step.refused->message = "configmaps \"a\" is forbidden";
        core::change::Plan plan;
        plan.steps = {step};
        const ui::PlanView view = ui::viewOf(plan);
        const ui::Remark said = ui::plan::undoText(view);
        QVERIFY(said.tone == ui::theme::Tone::Attention);
        QCOMPARE(said.text, QStringLiteral("Undo: not all of it. ConfigMap default/a could not be read, so what it was "
                                           "is not kept: configmaps \"a\" is forbidden"));
        QVERIFY2(ui::plan::countsText(view).endsWith(QStringLiteral("? 1 not read")),
                 qPrintable(ui::plan::countsText(view)));
        plan.steps.front().action = core::change::Step::Action::Delete;
        QCOMPARE(ui::plan::undoText(ui::viewOf(plan)).text, said.text);
        plan.steps.front().seen.isUnknown = false;
        plan.steps.front().refused.reset();
        QVERIFY(ui::plan::undoText(ui::viewOf(plan)).tone == ui::theme::Tone::Ok);
    }

    void whatCannotBeAppliedIsNotUndoneAndWhatIsCreatedIsDeleted()
    {
        using Kind = ui::StepView::Kind;
        ui::PlanView plan;
        QVERIFY(ui::plan::undoText(plan).text.isEmpty());
        ui::StepView step;
        step.kind = Kind::Create;
        step.checkTone = ui::theme::Tone::Error;
        plan.steps = {step};
        QVERIFY(ui::plan::undoText(plan).tone == ui::theme::Tone::Plain);
        QCOMPARE(ui::plan::undoText(plan).text, QStringLiteral("Nothing can be applied, so there is nothing to undo."));
        step.checkTone = ui::theme::Tone::Ok;
        plan.steps.push_back(step);
        QVERIFY(ui::plan::undoText(plan).tone == ui::theme::Tone::Ok);
        QVERIFY2(ui::plan::undoText(plan).text.startsWith(QStringLiteral("Undo: 1 step")) &&
                     ui::plan::undoText(plan).text.contains(QStringLiteral("deletes what")),
                 qPrintable(ui::plan::undoText(plan).text));
        QVERIFY(!ui::plan::undoText(plan).text.contains(QStringLiteral("before")));
        step.kind = Kind::Change;
        plan.steps.push_back(step);
        QVERIFY2(ui::plan::undoText(plan).text.startsWith(QStringLiteral("Undo: 2 step")) &&
                     ui::plan::undoText(plan).text.endsWith(
                         QStringLiteral("before are kept, and the undo deletes what is created.")),
                 qPrintable(ui::plan::undoText(plan).text));
        plan.steps.erase(plan.steps.begin() + 1);
        QVERIFY2(!ui::plan::undoText(plan).text.contains(QStringLiteral("deletes")),
                 qPrintable(ui::plan::undoText(plan).text));
    }

    /// "errors:" alone is no cause.
    void aRefusalForSeveralCausesSaysTheFirst()
    {
        ui::PlanView plan;
        plan.steps.emplace_back();
        plan.steps.front().refusal =
            QStringLiteral("failed to create it: errors:\n  .spec.a: no text\n  .spec.b: none");
        QCOMPARE(ui::plan::stepRows(plan).front().more, QStringLiteral(".spec.a: no text"));
        plan.steps.front().refusal = QStringLiteral("it is forbidden\nspec.a: no");
        QCOMPARE(ui::plan::stepRows(plan).front().more, QStringLiteral("it is forbidden"));
    }

    void linesStandBesideEachOther()
    {
        const QString before = QStringLiteral("a\nb\nc\nd\ne\nf\ng\nh\n");
        const QString after = QStringLiteral("a\nb\nc\nd\ne\nF\nF2\nh\nlast\n");
        const QString unified =
            QStringLiteral("--- x\n+++ y\n@@ -3,6 +3,7 @@\n c\n d\n e\n-f\n-g\n+F\n+F2\n h\n+last\n");
        const ui::SideBySide both = ui::sideBySide(before, after, unified);
        QCOMPARE(both.left.size(), both.right.size());
        QCOMPARE(both.left.size(), std::size_t(9));
        using Kind = ui::DiffLine::Kind;
        for (std::size_t i = 0; i < 5; ++i) QCOMPARE(both.left[i], both.right[i]);
        QVERIFY(both.left[5] == (ui::DiffLine{Kind::Removed, QStringLiteral("f")}));
        QVERIFY(both.right[5] == (ui::DiffLine{Kind::Added, QStringLiteral("F")}));
        QVERIFY(both.left[7] == both.right[7]);
        QVERIFY(both.left[8].kind == Kind::Filler && both.right[8].text == QStringLiteral("last"));
        const ui::SideBySide same = ui::sideBySide(before, before, {});
        QVERIFY(same.left == same.right && same.left.size() == 8);
    }
};

BERTH_TEST(PlanParts)

} // namespace tst_plan_parts

#include "tst_plan_parts.moc"
