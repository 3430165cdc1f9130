#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

#include "ui/theme/theme.h"

class QHBoxLayout;
class QLabel;

namespace ui {

/// What stands where a view has nothing to show yet: one sentence that says why, and the obvious next steps. A loading
/// state has no step; a failed one offers to try again.
class StatePanel final : public QWidget {
    Q_OBJECT
public:
    enum class State { Empty, Loading, Failed };
    struct Step {
        QString text;
        std::function<void()> run;
    };

    explicit StatePanel(QWidget* parent = nullptr);

    /// The first step is the one that Enter takes.
    void show(State state, const QString& sentence, const QString& more = {}, std::vector<Step> steps = {});
    [[nodiscard]] State state() const { return m_state; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();

    State m_state = State::Empty;
    QLabel* m_glyph;
    QLabel* m_sentence;
    QLabel* m_more;
    QHBoxLayout* m_steps;
};

} // namespace ui
