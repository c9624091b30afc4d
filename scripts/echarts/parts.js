// The parts of ECharts that the page uses. A part that is not named here is not in the file that ships.
import { GraphChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([GraphChart, LineChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

export { init };
