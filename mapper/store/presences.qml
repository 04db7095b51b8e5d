<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.16.0" styleCategories="Symbology|Temporal|MapTips">
  <temporal mode="2" enabled="1" startField="start" endField="end" durationField="" durationUnit="min" fixedDuration="0" accumulate="0" startExpression="" endExpression="">
    <fixedRange>
      <start></start>
      <end></end>
    </fixedRange>
  </temporal>
  <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="0" forceraster="0" enableorderby="0">
    <categories>
      <category render="true" symbol="0" value="presence" label="presence"/>
      <category render="true" symbol="1" value="plan" label="plan"/>
      <category render="true" symbol="2" value="movement" label="movement"/>
      <category render="true" symbol="3" value="denial" label="denial"/>
      <category render="true" symbol="4" value="remainder" label="remainder"/>
    </categories>
    <symbols>
        <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
            <prop k="name" v="circle"/>
            <prop k="color" v="27,98,155,200"/>
            <prop k="outline_color" v="27,98,155,255"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
            <prop k="size" v="3"/>
            <prop k="size_unit" v="MM"/>
            <prop k="scale_method" v="area"/>
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""/>
                <Option name="properties" type="Map">
                  <Option name="size" type="Map">
                    <Option name="active" type="bool" value="true"/>
                    <Option name="expression" type="QString" value="max(2, 12 * sqrt(coalesce(&quot;high&quot;, &quot;low&quot;, 25) / 1000.0))"/>
                    <Option name="type" type="int" value="3"/>
                  </Option>
                </Option>
                <Option name="type" type="QString" value="collection"/>
              </Option>
            </data_defined_properties>
          </layer>
        </symbol>
        <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
            <prop k="name" v="circle"/>
            <prop k="color" v="27,98,155,0"/>
            <prop k="outline_color" v="27,98,155,255"/>
            <prop k="outline_style" v="dash"/>
            <prop k="outline_width" v="0.3"/>
            <prop k="size" v="3"/>
            <prop k="size_unit" v="MM"/>
            <prop k="scale_method" v="area"/>
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""/>
                <Option name="properties" type="Map">
                  <Option name="size" type="Map">
                    <Option name="active" type="bool" value="true"/>
                    <Option name="expression" type="QString" value="max(2, 12 * sqrt(coalesce(&quot;high&quot;, &quot;low&quot;, 25) / 1000.0))"/>
                    <Option name="type" type="int" value="3"/>
                  </Option>
                </Option>
                <Option name="type" type="QString" value="collection"/>
              </Option>
            </data_defined_properties>
          </layer>
        </symbol>
        <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
            <prop k="name" v="circle"/>
            <prop k="color" v="214,126,33,200"/>
            <prop k="outline_color" v="27,98,155,255"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
            <prop k="size" v="3"/>
            <prop k="size_unit" v="MM"/>
            <prop k="scale_method" v="area"/>
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""/>
                <Option name="properties" type="Map">
                  <Option name="size" type="Map">
                    <Option name="active" type="bool" value="true"/>
                    <Option name="expression" type="QString" value="max(2, 12 * sqrt(coalesce(&quot;high&quot;, &quot;low&quot;, 25) / 1000.0))"/>
                    <Option name="type" type="int" value="3"/>
                  </Option>
                </Option>
                <Option name="type" type="QString" value="collection"/>
              </Option>
            </data_defined_properties>
          </layer>
        </symbol>
        <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
            <prop k="name" v="circle"/>
            <prop k="color" v="120,120,120,60"/>
            <prop k="outline_color" v="27,98,155,255"/>
            <prop k="outline_style" v="dot"/>
            <prop k="outline_width" v="0.3"/>
            <prop k="size" v="3"/>
            <prop k="size_unit" v="MM"/>
            <prop k="scale_method" v="area"/>
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""/>
                <Option name="properties" type="Map">
                  <Option name="size" type="Map">
                    <Option name="active" type="bool" value="true"/>
                    <Option name="expression" type="QString" value="max(2, 12 * sqrt(coalesce(&quot;high&quot;, &quot;low&quot;, 25) / 1000.0))"/>
                    <Option name="type" type="int" value="3"/>
                  </Option>
                </Option>
                <Option name="type" type="QString" value="collection"/>
              </Option>
            </data_defined_properties>
          </layer>
        </symbol>
        <symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
          <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
            <prop k="name" v="circle"/>
            <prop k="color" v="27,98,155,70"/>
            <prop k="outline_color" v="27,98,155,255"/>
            <prop k="outline_style" v="solid"/>
            <prop k="outline_width" v="0.3"/>
            <prop k="size" v="3"/>
            <prop k="size_unit" v="MM"/>
            <prop k="scale_method" v="area"/>
            <data_defined_properties>
              <Option type="Map">
                <Option name="name" type="QString" value=""/>
                <Option name="properties" type="Map">
                  <Option name="size" type="Map">
                    <Option name="active" type="bool" value="true"/>
                    <Option name="expression" type="QString" value="max(2, 12 * sqrt(coalesce(&quot;high&quot;, &quot;low&quot;, 25) / 1000.0))"/>
                    <Option name="type" type="int" value="3"/>
                  </Option>
                </Option>
                <Option name="type" type="QString" value="collection"/>
              </Option>
            </data_defined_properties>
          </layer>
        </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>&lt;b&gt;[% coalesce("force", "sender", 'unknown') %]&lt;/b&gt;, [% "place" %]: [% coalesce(to_string("low"), '?') %] to [% coalesce(to_string("high"), '?') %] (since [% "start" %])</mapTip>
</qgis>
