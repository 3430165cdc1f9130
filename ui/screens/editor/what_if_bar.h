#pragma once

#include <QWidget>

#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"
#include "ui/session/answer.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui::editor {

/// What would be if: another number of replicas, a cluster less, another stock of a cell, a remedy that is tried. Nothing
/// of it is written into a text until Keep.
class WhatIfBar final : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfBar(QWidget* parent = nullptr);

    void setFleet(const core::snapshot::FleetPtr& fleet);
    /// A newer snapshot of it: what is tried stays, as far as there still is what it speaks of.
    void updateFleet(const core::snapshot::FleetPtr& fleet);
    /// The replicas that the text asks for, shown until another number is tried.
    void setStatedReplicas(qint64 replicas);
    void tryRemedy(const core::preview::Remedy& remedy);
    void reset();

    [[nodiscard]] WhatIf whatIf() const;
    /// "replicas 6, without c-hz-01"; empty when nothing is tried.
    [[nodiscard]] QString words() const;

signals:
    void changed();
    void keepRequested();

private:
    void announce();
    void fill(const core::snapshot::FleetPtr& fleet);
    void fillStock(const core::snapshot::Fleet& fleet);

    QSpinBox* m_replicas;
    QComboBox* m_without;
    QComboBox* m_cell;
    QSpinBox* m_stock;
    QPushButton* m_keep;
    QPushButton* m_reset;
    qint64 m_stated = 0;
    WhatIf m_tried; ///< of remedies
    QString m_triedText;
    std::vector<core::model::StockCell> m_cells;
};

} // namespace ui::editor
