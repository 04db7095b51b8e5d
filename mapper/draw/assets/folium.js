// What folium's layer scripts expect to find: the map by its name, and the one thing they use jQuery for.
const map_deployment = window.deploymentMap.leaflet;
const $ = (markup) => {
  const holder = document.createElement('template');
  holder.innerHTML = String(markup).trim();
  return [holder.content.firstElementChild];
};
